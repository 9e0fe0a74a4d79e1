import type { TimelineItem } from "@parley/client";
import { Ban, Forward, Pin } from "lucide-react";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatFull } from "../i18n/format.ts";
import { Attachments } from "../media/Attachments.tsx";
import { LinkCard } from "../media/LinkCard.tsx";
import { MessageText } from "../text/MessageText.tsx";
import { useTalk } from "./context.ts";
import { Quote } from "./Quote.tsx";

const WaitingFiles = lazy(() => import("./WaitingFiles.tsx"));

/** What a message says and carries. */
export function MessageBody({ item: { message, sending } }: { item: TimelineItem }) {
  const { t } = useTranslation("timeline");
  const { find, onMention, ask, thread } = useTalk();
  const edited = useMemo(() => message.edited_at && !message.deleted_at
    ? <button type="button" className="timeline-edited" title={formatFull(message.edited_at)} onClick={() => ask({ kind: "history", message })}>{t("edited")}</button>
    : undefined, [message, ask, t]);
  if (message.deleted_at) return <p className="timeline-deleted"><Ban aria-hidden="true" />{t("deleted")}</p>;
  return (
    <>
      {message.pinned_at && <p className="timeline-note"><Pin aria-hidden="true" />{t("pinned")}</p>}
      {message.forwarded && <p className="timeline-note"><Forward aria-hidden="true" /><Forwarder id={message.forwarded.sender_id} /></p>}
      {message.quote && message.reply_to !== thread && <Quote quote={message.quote} />}
      {message.content && <MessageText text={message.content} find={find} onMention={onMention} suffix={edited} />}
      {message.attachments.length > 0 && <Attachments items={message.attachments} />}
      {sending?.files && sending.files.length > 0 && <Suspense fallback={null}><WaitingFiles sending={sending} /></Suspense>}
      {message.link_previews?.map((preview) => <LinkCard key={preview.id} preview={preview} />)}
    </>
  );
}

function Forwarder({ id }: { id: string }) {
  const { t } = useTranslation("timeline");
  const person = useCell(parley.people.person(id));
  return <span>{t("forwardedFrom", { name: person?.display_name ?? "…" })}</span>;
}
