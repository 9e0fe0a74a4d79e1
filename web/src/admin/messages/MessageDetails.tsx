import type { AdminMessageView } from "@parley/client";
import { RotateCcw, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { formatBytes, formatFull, formatNumber } from "../../i18n/format.ts";
import { Button } from "../../ui/index.ts";
import { useAdminAddress } from "../address.ts";
import type { Deed } from "../parts/Deed.tsx";
import { Facts } from "../parts/Facts.tsx";
import { PersonName } from "../parts/PersonName.tsx";
import { MessageState } from "./MessagesSection.tsx";
import { useMessageDeeds } from "./useMessageDeeds.ts";

/** One message as plain text: here nobody wants to be surprised by what it would become. */
export function MessageDetails({ row, onDeed }: { row: AdminMessageView; onDeed(deed: Deed): void }) {
  const { t } = useTranslation("admin");
  const { to } = useAdminAddress();
  const { message } = row;
  const deeds = useMessageDeeds([row]);
  return (
    <>
      <header className="admin-detail-head"><div className="admin-detail-words"><h2><PersonName id={message.sender_id} /></h2><time className="admin-muted" dateTime={message.created_at}>{formatFull(message.created_at)}</time></div></header>
      <div className="admin-deeds">
        {!message.deleted_at && <Button size="small" className="admin-danger" icon={<Trash2 />} onClick={() => onDeed(deeds.remove())}>{t("delete")}</Button>}
        {row.restorable && <Button size="small" kind="primary" icon={<RotateCcw />} onClick={() => onDeed(deeds.restore())}>{t("restore")}</Button>}
      </div>
      <blockquote className="admin-quote" dir="auto">{message.deleted_at ? t("messages.deletedWords") : message.content || t("messages.withoutText")}</blockquote>
      {message.attachments.length > 0 && (
        <ul role="list" className="admin-lines" aria-label={t("messages.files")}>
          {message.attachments.map((file) => <li key={file.id}><span className="admin-line-main"><bdi>{file.name}</bdi></span><span className="admin-muted">{formatBytes(file.size)}</span></li>)}
        </ul>
      )}
      <Facts facts={[
        [t("messages.state"), (message.deleted_at || message.edited_at) && <MessageState row={row} />],
        [t("messages.sender"), <Link href={to("users", message.sender_id)}><PersonName id={message.sender_id} /></Link>],
        [t("messages.conversation"), <Link href={to("conversations", message.conversation_id)}><bdi>{row.conversation_title ?? t(`type.${row.conversation_type}`)}</bdi></Link>],
        [t("messages.replies"), message.reply_count > 0 && formatNumber(message.reply_count)],
        [t("messages.reactions"), message.reactions.map(({ emoji, count }) => `${emoji} ${formatNumber(count)}`).join("  ")],
        [t("messages.editedAt"), message.edited_at && formatFull(message.edited_at)], [t("messages.deletedAt"), message.deleted_at && formatFull(message.deleted_at)],
        [t("messages.id"), <code className="admin-code">{message.id}</code>],
      ]} />
    </>
  );
}
