import type { MessageView } from "@parley/client";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { openDialog } from "../app/dialogs.ts";
import { parley, useCell } from "../app/parley.ts";
import { formatDay, formatFull, formatNumber, formatTime } from "../i18n/format.ts";
import { plainText } from "../text/plainText.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { classes } from "../ui/classes.ts";
import { useTalk } from "./context.ts";
import { MessageBody } from "./MessageBody.tsx";
import { Reactions } from "./Reactions.tsx";
import type { Row } from "./rows.ts";
import { Standing } from "./Standing.tsx";
import { SystemLine } from "./SystemLine.tsx";
import { ThreadLink } from "./ThreadLink.tsx";
import { useRowTouch } from "./useRowTouch.ts";
import { useToolbar } from "./useToolbar.tsx";

/** A message with what stands above it: the line of its day, the line of what is new. */
export const MessageRow = memo(function MessageRow({ row }: { row: Row }) {
  if (row.system?.length === 0 && !row.day && !row.unread) return null;
  return (
    <>
      {row.day && <DayLine date={row.item.message.created_at} />}
      {row.unread > 0 && <UnreadLine count={row.unread} />}
      {row.system ? row.system.length > 0 && <SystemLine lines={row.system} id={row.item.message.id} /> : <Message row={row} />}
    </>
  );
});

const DayLine = ({ date }: { date: string }) => <div className="timeline-day"><h3 className="timeline-day-pill">{formatDay(date)}</h3></div>;

function UnreadLine({ count }: { count: number }) {
  const { t } = useTranslation("timeline");
  const { conversation, markRead } = useTalk();
  const isUnread = (useCell(conversation.view).unread_count ?? 0) > 0;
  return (
    <div className="timeline-unread">
      <span>{t("newCount", { count, n: formatNumber(count) })}</span>
      {isUnread && <><span aria-hidden="true">·</span><button type="button" onClick={markRead}>{t("markAsRead")}</button></>}
    </div>
  );
}

function Message({ row: { item, first } }: { row: Row }) {
  const { t } = useTranslation("timeline");
  const talk = useTalk();
  const { message, sending } = item;
  const person = useCell(parley.people.person(message.sender_id));
  const name = person?.display_name ?? "";
  const isOwn = message.sender_id === talk.me;
  const { handlers, toolbar, isActive } = useToolbar(item);
  const touch = useRowTouch(item);
  const label = useMemo(() => labelOf(message, name, t), [message, name, t]);
  const names = !message.deleted_at && (message.mentions.includes(talk.me) || (message.mentions_all !== null && !isOwn));
  return (
    <article
      data-message={message.id} tabIndex={-1} aria-label={label} aria-keyshortcuts="R E T" {...handlers} {...touch}
      className={classes("timeline-message", first && "timeline-first", isOwn && "timeline-own", names && "timeline-names", sending?.failure && "timeline-failed", message.pinned_at && "timeline-pinned", isActive && "timeline-active")}
    >
      <div className="timeline-gutter">
        {first
          ? <button type="button" className="timeline-face" tabIndex={-1} aria-label={t("profileOf", { name })} onClick={() => openDialog({ kind: "profile", id: message.sender_id })}><Avatar id={message.sender_id} name={name} url={person?.avatar_url} size={36} /></button>
          : <time className="timeline-side-time" dateTime={message.created_at} title={formatFull(message.created_at)}>{formatTime(message.created_at)}</time>}
      </div>
      <div className="timeline-words">
        {first && (
          <div className="timeline-head">
            <button type="button" className="timeline-name" tabIndex={-1} onClick={() => openDialog({ kind: "profile", id: message.sender_id })}><bdi>{name || "…"}</bdi></button>
            <time dateTime={message.created_at} title={formatFull(message.created_at)}>{formatTime(message.created_at)}</time>
          </div>
        )}
        <div className="timeline-bubble"><MessageBody item={item} /></div>
        <Reactions message={message} />
        <ThreadLink message={message} />
        {isOwn && <Standing item={item} />}
      </div>
      {toolbar}
      <span className="timeline-swipe" aria-hidden="true" />
    </article>
  );
}

function labelOf(message: MessageView, name: string, t: (key: string, values?: Record<string, unknown>) => string): string {
  const text = message.deleted_at ? t("deleted") : plainText(message.content, 400) || t("files", { count: message.attachments.length });
  return t("messageLabel", { name, time: formatTime(message.created_at), text });
}
