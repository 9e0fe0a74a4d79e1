import type { Conversation, TimelineItem } from "@parley/client";
import { Check, CheckCheck, Clock, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { errorText, formatNumber } from "../i18n/format.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { useTalk } from "./context.ts";

const FACES = 3;
const SLOW = 300; // ms after which waiting is worth a sign

/** How far one's own message has come: shown where it is the last one, where it failed, and while it waits. */
export function Standing({ item }: { item: TimelineItem }) {
  const { conversation } = useTalk();
  const { last_message } = useCell(conversation.view);
  if (item.message.deleted_at) return null;
  if (item.sending?.failure) return <Failed item={item} />;
  if (item.sending) return <Waiting />;
  return item.message.id === last_message?.id ? <Reached conversation={conversation} item={item} /> : null;
}

function Waiting() {
  const { t } = useTranslation("timeline");
  const [slow, setSlow] = useState(false);
  useEffect(() => { const timer = setTimeout(() => setSlow(true), SLOW); return () => clearTimeout(timer); }, []);
  return <div className="timeline-standing">{slow && <><Clock aria-hidden="true" />{t("sending")}</>}</div>;
}

function Failed({ item: { message, sending } }: { item: TimelineItem }) {
  const { t } = useTranslation("timeline");
  return (
    <div className="timeline-standing timeline-standing-failed" role="alert">
      <TriangleAlert aria-hidden="true" />
      <span>{t("notSent")} {errorText(sending!.failure!.code)}</span>
      <button type="button" onClick={() => { void parley.retry(message.id); }}>{t("retry")}</button>
      <button type="button" onClick={() => { void parley.discard(message.id); }}>{t("discard")}</button>
    </div>
  );
}

function Reached({ conversation, item }: { conversation: Conversation; item: TimelineItem }) {
  const { t } = useTranslation("timeline");
  const { me, ask } = useTalk();
  const reached = useCell(conversation.reached), view = useCell(conversation.view);
  if (view.type === "direct" && view.member_count < 2) return <div className="timeline-standing" />; // notes to oneself
  const readers = [...reached].filter(([id, { read }]) => id !== me && read >= item.message.ordinal).map(([id]) => id);
  const standing = conversation.standing(item);
  if (readers.length === 0 || view.type === "direct")
    return (
      <div className="timeline-standing" data-standing={standing}>
        {standing === "sent" ? <Check aria-hidden="true" /> : <CheckCheck aria-hidden="true" />}{t(standing === "waiting" || standing === "failed" ? "sending" : standing)}
      </div>
    );
  const more = readers.length - FACES;
  return (
    <button type="button" className="timeline-standing timeline-readers" data-standing="read" aria-label={t("readBy", { count: readers.length })} onClick={() => ask({ kind: "readers", message: item.message })}>
      {readers.slice(0, FACES).map((id) => <Face key={id} id={id} />)}
      {more > 0 && <span aria-hidden="true">+{formatNumber(more)}</span>}
    </button>
  );
}

function Face({ id }: { id: string }) {
  const person = useCell(parley.people.person(id));
  return <Avatar id={id} name={person?.display_name ?? ""} url={person?.avatar_url} size={16} />;
}
