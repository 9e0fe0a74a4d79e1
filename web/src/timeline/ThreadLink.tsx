import type { MessageView } from "@parley/client";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../i18n/format.ts";
import { useTalk } from "./context.ts";

export function ThreadLink({ message }: { message: MessageView }) {
  const { t } = useTranslation("timeline");
  const { openThread, thread } = useTalk();
  if (message.reply_count === 0 || thread) return null;
  return (
    <button type="button" className="timeline-thread" onClick={() => openThread(message.id)}>
      <MessagesSquare aria-hidden="true" />{t("replies", { count: message.reply_count, n: formatNumber(message.reply_count) })}
    </button>
  );
}
