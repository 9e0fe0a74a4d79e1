import type { AdminConversationView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { formatWhen } from "../../i18n/format.ts";
import { Chip } from "../parts/Chip.tsx";

/** A deleted one says until when it can be brought back. */
export function ConversationState({ conversation: { deleted_at, restorable_until } }: { conversation: AdminConversationView }) {
  const { t } = useTranslation("admin");
  if (!deleted_at) return <Chip tone="good">{t("conversationState.active")}</Chip>;
  return <Chip tone="bad">{restorable_until && new Date(restorable_until) > new Date() ? t("conversations.until", { when: formatWhen(restorable_until) }) : t("conversationState.deleted")}</Chip>;
}
