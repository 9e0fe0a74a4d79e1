import type { Conversation, MessageView, TimelineItem } from "@parley/client";
import { Check, CheckCheck, Clock3, Reply, SmilePlus } from "lucide-react";
import { memo, useMemo, useState, type KeyboardEvent } from "react";
import { MessageText } from "../../src/text/MessageText.tsx";
import { plainText } from "../../src/text/plainText.ts";
import { Attachments } from "./Attachments.tsx";
import { Face } from "./Face.tsx";
import { IconButton } from "./IconButton.tsx";
import { Reactions, ReactionChoice } from "./Reactions.tsx";
import { SendingFiles } from "./SendingFiles.tsx";
import { reasonOf, useCell, useTalk } from "./talk.ts";

interface RowProps { conversation: Conversation; item: TimelineItem; first: boolean; last: boolean; isNewest: boolean; onReply(message: MessageView): void }

/** A message with everything that belongs to it. */
export const MessageRow = memo(function MessageRow({ conversation, item, first, last, isNewest, onReply }: RowProps) {
  const talk = useTalk();
  const { parley, t, dates } = talk;
  const { message, sending } = item;
  const mine = message.sender_id === parley.meId();
  const writer = useCell(parley.people.person(message.sender_id));
  const members = useCell(conversation.members);
  const find = useMemo(() => {
    const names = new Map([...members?.values() ?? []].map((one) => [one.username.toLowerCase(), { id: one.user_id, name: one.display_name, me: one.user_id === parley.meId() }]));
    return (name: string) => names.get(name.toLowerCase()) ?? null;
  }, [members, parley]);
  const [choosing, setChoosing] = useState(false);
  const name = writer?.display_name ?? "…";
  const direct = conversation.view.get().type === "direct";
  const can = !sending && !message.deleted_at;
  const toggle = (emoji: string) => {
    setChoosing(false);
    const on = !message.reactions.some((one) => one.emoji === emoji && one.mine);
    conversation.react(message.id, emoji, on).catch(() => {}); // refused: it is taken back before one's eyes
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || !can) return;
    if (event.key === "r" || event.key === "R") onReply(message);
    else if (event.key === "+") setChoosing(true);
    else return;
    event.preventDefault();
  };

  return (
    <li
      className={["row", mine ? "row-mine" : "row-theirs", first && "row-first", last && "row-last"].filter(Boolean).join(" ")} part={mine ? "message message-mine" : "message"}
      data-message={message.id} tabIndex={isNewest ? 0 : -1} onKeyDown={onKeyDown}
    >
      {!mine && !direct && <span className="row-face">{last && <Face id={message.sender_id} name={name} size={28} />}</span>}
      <div className="row-words">
        <p className={first && !mine && !direct ? "row-name" : "hidden-words"} dir="auto">{mine ? t("you") : name}</p>
        <div className="bubble-line">
          <div className={message.deleted_at ? "bubble bubble-gone" : "bubble"}>
            {message.quote && !message.deleted_at && <Quoted message={message} />}
            {message.forwarded && <p className="row-hint">{t("forwarded")}</p>}
            {message.deleted_at ? t("deleted") : message.content && <MessageText text={message.content} find={find} suffix={message.edited_at && <span className="row-hint"> {t("edited")}</span>} />}
            {message.attachments.length > 0 && <Attachments items={message.attachments} />}
            {sending?.files && <SendingFiles sending={sending} />}
          </div>
          {can && (
            <div className="tools">
              <IconButton size="small" label={t("react")} aria-expanded={choosing} icon={<SmilePlus />} onClick={() => setChoosing(!choosing)} />
              <IconButton size="small" label={t("reply")} icon={<Reply className="flips" />} onClick={() => onReply(message)} />
              {choosing && <ReactionChoice onChoose={toggle} onClose={() => setChoosing(false)} />}
            </div>
          )}
        </div>
        {message.reactions.length > 0 && <Reactions reactions={message.reactions} onToggle={toggle} />}
        {sending?.failure ? (
          <p className="row-failed" role="alert">
            {t("states.failed", { reason: reasonOf(talk, sending.failure) })}{" "}
            <button type="button" onClick={() => void parley.retry(sending.id)}>{t("retry")}</button>{" "}
            <button type="button" onClick={() => void parley.discard(sending.id)}>{t("discard")}</button>
          </p>
        ) : (
          <p className={last || sending ? "row-when" : "hidden-words"}>
            <time dateTime={message.created_at} title={dates.full(message.created_at)}>{dates.time(message.created_at)}</time>
            {mine && !message.deleted_at && <State conversation={conversation} item={item} />}
          </p>
        )}
      </div>
    </li>
  );
});

const ICONS = { waiting: Clock3, sent: Check, delivered: CheckCheck, read: CheckCheck, failed: Clock3 };

/** How far one's own message has come. */
function State({ conversation, item }: { conversation: Conversation; item: TimelineItem }) {
  const { t } = useTalk();
  useCell(conversation.reached);
  const state = conversation.standing(item);
  const Icon = ICONS[state];
  return <span className={`state state-${state}`}><Icon aria-hidden="true" /><span className="hidden-words">{t(`states.${state}`)}</span></span>;
}

function Quoted({ message }: { message: MessageView }) {
  const { parley, t } = useTalk();
  const quote = message.quote!;
  const name = useCell(parley.people.person(quote.sender_id))?.display_name ?? "…";
  return (
    <blockquote className="quote" aria-label={t("quoteOf", { name })}>
      <strong><bdi>{name}</bdi></strong>
      <span dir="auto">{quote.deleted_at ? t("deleted") : plainText(quote.content) || t("file")}</span>
    </blockquote>
  );
}
