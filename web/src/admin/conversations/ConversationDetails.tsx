import type { AdminConversationDetails } from "@parley/client";
import { RotateCcw, Trash2 } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { formatFull, formatNumber } from "../../i18n/format.ts";
import { Button, Skeleton } from "../../ui/index.ts";
import { useAdminAddress } from "../address.ts";
import type { Deed } from "../parts/Deed.tsx";
import { Facts } from "../parts/Facts.tsx";
import { PersonName } from "../parts/PersonName.tsx";
import { Problem } from "../parts/Problem.tsx";
import { useAnswer } from "../parts/useAnswer.ts";
import { When } from "../parts/When.tsx";
import { useScope } from "../Scope.tsx";
import { ConversationState } from "./ConversationState.tsx";
import { Members } from "./Members.tsx";
import { useConversationDeeds } from "./useConversationDeeds.ts";

/** One conversation with its members; not what is said in it. */
export function ConversationDetails({ id, turn, onDeed, onChanged }: { id: string; turn: number; onDeed(deed: Deed): void; onChanged(): void }) {
  const { query } = useScope();
  const { value, problem, reload } = useAnswer<AdminConversationDetails>(`/admin/conversations/${id}`, query);
  useEffect(() => { if (turn > 0) reload(); }, [turn, reload]);
  if (problem) return <Problem error={problem} onRetry={reload} />;
  return value ? <Details details={value} turn={turn} onDeed={onDeed} onChanged={onChanged} /> : <Skeleton lines={8} />;
}

function Details({ details: { conversation }, turn, onDeed, onChanged }: { details: AdminConversationDetails; turn: number; onDeed(deed: Deed): void; onChanged(): void }) {
  const { t } = useTranslation("admin");
  const { to } = useAdminAddress();
  const { workspace } = useScope();
  const deeds = useConversationDeeds([conversation]);
  const { deleted_at, restorable_until } = conversation;
  const mayRead = workspace.settings?.admin_reads_messages !== false;
  const isRestorable = restorable_until !== null && new Date(restorable_until) > new Date();
  return (
    <>
      <header className="admin-detail-head"><div className="admin-detail-words"><h2><bdi>{conversation.title ?? t(`type.${conversation.type}`)}</bdi></h2><span className="admin-muted">{t(`type.${conversation.type}`)} · {t(`visibility.${conversation.visibility}`)}</span></div></header>
      <div className="admin-deeds">
        {!deleted_at && <Button size="small" className="admin-danger" icon={<Trash2 />} onClick={() => onDeed(deeds.remove())}>{t("delete")}</Button>}
        {deleted_at && isRestorable && <Button size="small" kind="primary" icon={<RotateCcw />} onClick={() => onDeed(deeds.restore())}>{t("restore")}</Button>}
      </div>
      {deleted_at && <p className="admin-note">{isRestorable ? t("conversations.purgeAt", { when: formatFull(restorable_until) }) : t("conversations.purgeSoon")}</p>}
      <Facts facts={[
        [t("conversations.state"), <ConversationState conversation={conversation} />], [t("conversations.description"), conversation.description && <bdi>{conversation.description}</bdi>],
        [t("conversations.context"), conversation.context && <bdi>{conversation.context.type} · {conversation.context.id}</bdi>],
        [t("conversations.messages"), mayRead && !deleted_at ? <Link href={to("messages", undefined, { conversation_id: conversation.id })}>{formatNumber(conversation.message_count)}</Link> : formatNumber(conversation.message_count)],
        [t("conversations.last"), <When at={conversation.last_message_at} />], [t("conversations.created"), <When at={conversation.created_at} />],
        [t("conversations.createdBy"), <Link href={to("users", conversation.created_by)}><PersonName id={conversation.created_by} /></Link>],
        [t("conversations.deletedAt"), deleted_at && <When at={deleted_at} />],
      ]} />
      <Members conversation={conversation} turn={turn} onDeed={onDeed} onChanged={onChanged} />
    </>
  );
}
