import type { AdminUserView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { Chip } from "../parts/Chip.tsx";

/** Where an account stands, as the server's filter tells it. */
export function UserState({ account }: { account: AdminUserView }) {
  const { t } = useTranslation("admin");
  const isUnheard = !account.last_log_in_at && !account.last_seen_at && account.message_count === 0;
  if (account.user.disabled) return <Chip tone="bad">{t("userState.disabled")}</Chip>;
  return isUnheard ? <Chip tone="waiting">{t("userState.never_signed_in")}</Chip> : <Chip tone="good">{t("userState.active")}</Chip>;
}
