import type { Conversation, MessageView } from "@parley/client";
import { ArrowDown } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { plainText } from "../../src/text/plainText.ts";
import { Waiting } from "./Head.tsx";
import { MessageRow } from "./MessageRow.tsx";
import { Note } from "./Note.tsx";
import { rowsOf } from "./rows.ts";
import { SystemLine } from "./SystemLine.tsx";
import { reasonOf, useCell, useTalk } from "./talk.ts";

const AHEAD = 700; // px from the oldest at which older ones are asked for
const NEAR = 60; // px from the newest that count as being there

/**
 * The messages. The list grows from its end (`column-reverse`), so it begins at the newest and older pages come without a jump; only what comes
 * below, while somebody reads further up, has to be evened out.
 */
export function MessageList({ conversation, isOpen, onReply }: { conversation: Conversation; isOpen: boolean; onReply(message: MessageView): void }) {
  const { parley, t, dates } = useTalk();
  const { items, loaded, hasBefore, loading, error } = useCell(conversation.timeline);
  const live = useCell(parley.state).kind === "live";
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const [below, setBelow] = useState(0);
  const [newFrom, setNewFrom] = useState<number>();
  const newest = items.at(-1)?.message;
  const seen = useRef<{ id: string | undefined; height: number }>({ id: undefined, height: 0 });
  const rows = useMemo(() => rowsOf(items, dates, newFrom), [items, dates, newFrom]);

  // Where reading stopped, when the chat is opened.
  useEffect(() => {
    const { unread_count: unread, my } = conversation.view.get();
    if (isOpen) setNewFrom(unread && my ? (my.unread_from ?? my.read_ordinal + 1) : undefined);
  }, [conversation, isOpen]);

  // What is in sight has been read.
  useEffect(() => {
    if (!isOpen || away || !newest) return;
    const read = () => { if (document.visibilityState === "visible") conversation.markRead(); };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [conversation, isOpen, away, newest]);

  const more = () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller.current!;
    if (hasBefore && !loading && clientHeight > 0 && scrollHeight - clientHeight + scrollTop < AHEAD) void conversation.loadBefore();
  };

  useLayoutEffect(() => {
    const box = scroller.current!;
    const { id, height } = seen.current;
    seen.current = { id: newest?.id, height: box.scrollHeight };
    if (id !== undefined && newest && id !== newest.id && loading !== "before") {
      const isMine = newest.sender_id === parley.meId();
      if (isMine) box.scrollTop = 0;
      else if (away) {
        box.scrollTop -= box.scrollHeight - height;
        const from = items.findIndex(({ message }) => message.id === id);
        setBelow((count) => count + items.length - 1 - from);
      }
    }
    more();
  });

  const onScroll = () => {
    const isAway = scroller.current!.scrollTop < -NEAR;
    if (isAway !== away) setAway(isAway);
    if (!isAway) setBelow(0);
    more();
  };
  const toLatest = () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scroller.current!.scrollTo({ top: 0, behavior: calm ? "auto" : "smooth" });
  };

  if (!loaded && items.length === 0) return <div ref={scroller} className="messages">{error && live ? <Note title={t("noConversation")} words={reasonOf({ t }, error)} act={t("retry")} onAct={() => void conversation.showLatest()} /> : <Waiting />}</div>;
  return (
    <div className="messages-frame">
      <div ref={scroller} className="messages" onScroll={onScroll} tabIndex={-1}>
        <ol className="rows" role="list" aria-label={t("messages")} onKeyDown={walk}>
          {rows.length === 0 && <li className="empty"><strong>{t("empty")}</strong><span>{t("emptyMore")}</span></li>}
          {rows.map((row, at) => row.kind === "day" ? <li key={row.key} className="day"><span>{dates.day(row.at)}</span></li>
            : row.kind === "new" ? <li key={row.key} className="new"><span>{t("new")}</span></li>
            : row.item.message.message_type === "system" ? <SystemLine key={row.key} message={row.item.message} />
            : <MessageRow key={row.key} conversation={conversation} item={row.item} first={row.first} last={row.last} isNewest={at === rows.length - 1} onReply={onReply} />)}
        </ol>
      </div>
      {away && (
        <button type="button" className="latest" onClick={toLatest}>
          <ArrowDown aria-hidden="true" /><span>{below > 0 ? t("newBelow", { count: below }) : t("latest")}</span>
        </button>
      )}
      <Said conversation={conversation} isOpen={isOpen} />
    </div>
  );
}

/** Arrows go from message to message; one of them is in the tab order. */
function walk(event: React.KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
  const here = event.target as HTMLElement;
  if (!step || !here.matches("[data-message]")) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-message]")];
  const next = all[all.indexOf(here) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Tells those who listen what came, once and politely. */
function Said({ conversation, isOpen }: { conversation: Conversation; isOpen: boolean }) {
  const { parley, t } = useTalk();
  const [said, say] = useState("");
  useEffect(() => (isOpen ? parley.on("message", ({ conversation: other, message }) => {
    if (other !== conversation || message.message_type === "system") return;
    const name = parley.people.person(message.sender_id).get()?.display_name ?? "";
    say(t("said", { name, text: plainText(message.content) || message.attachments.map((file) => file.name).join(", ") }));
  }) : undefined), [parley, conversation, isOpen, t]);
  return <p className="hidden-words" role="status" aria-live="polite">{said}</p>;
}
