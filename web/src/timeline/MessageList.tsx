import type { TimelineView } from "@parley/client";
import { type ReactElement, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTalk } from "./context.ts";
import { DayPill, type DayPillHandle } from "./DayPill.tsx";
import { flash } from "./flash.ts";
import { Jumps } from "./Jumps.tsx";
import { MessageRow } from "./MessageRow.tsx";
import { atUnread, type Place } from "./places.ts";
import type { Row } from "./rows.ts";
import { SkeletonRows } from "./TimelineSkeleton.tsx";
import { TopOfList } from "./TopOfList.tsx";
import { useListKeys } from "./useListKeys.ts";
import type { Opened } from "./usePlace.ts";
import { type Pin, type StackHandle, useStack } from "./useStack.ts";
import type { Unread } from "./useUnreadLine.ts";

const HEAD = 168; // px above the first message, for the conversation's beginning
const FOOT = 8;
const NEAR_END = 48;
const AHEAD = 2; // screens

interface Props {
  place: Opened;
  rows: readonly Row[];
  view: TimelineView;
  unread: Unread;
  onEnd(): void;
  goTo(place: Place): void;
}

export function MessageList({ place: { place }, rows, view, unread, onEnd, goTo }: Props) {
  const { t } = useTranslation("timeline");
  const { conversation } = useTalk();
  const scroller = useRef<HTMLDivElement>(null);
  const pill = useRef<DayPillHandle>(null);
  const sticks = useRef(place.kind === "end");
  const lastTop = useRef(0);
  const wantsEnd = useRef(false); // a wheel that still turns may lead away again
  const [isAtEnd, setAtEnd] = useState(place.kind === "end");
  const [isPastUnread, setPastUnread] = useState(false);
  const [current, setCurrent] = useState<string>();
  const keys = useMemo(() => rows.map(idOf), [rows]);
  const [first] = useState(() => pinOf(place, rows));
  const stack = useRef<StackHandle>(undefined);
  const latest = useRef({ rows, view, unread });
  latest.current = { rows, view, unread };

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element || !stack.current) return;
    const { rows, view, unread } = latest.current;
    const { stack: rowsAt } = stack.current;
    const top = element.scrollTop, height = element.clientHeight;
    const below = rowsAt.end + FOOT - top - height;
    if (below < NEAR_END && !view.hasAfter) sticks.current = true;
    else if (top < lastTop.current - 1 || view.hasAfter) sticks.current = false;
    lastTop.current = top;
    unread.atEnd.current = sticks.current;
    setAtEnd(sticks.current);
    if (sticks.current) unread.sawEnd();
    const firstAt = rowsAt.find(top);
    const from = unread.line?.from;
    setPastUnread(from !== undefined && (rows[firstAt]?.item.message.ordinal ?? 0) > from);
    pill.current?.follow(rows, firstAt, (at) => rowsAt.topOf(at) - top, top < rowsAt.start);
    if (view.loading || view.error) return;
    if (view.hasBefore && top - rowsAt.start < height * AHEAD) void conversation.loadBefore();
    else if (view.hasAfter && below < height * AHEAD) void conversation.loadAfter();
  }, [conversation]);

  /** Somebody drew the scroll bar into what is not loaded: what stands there by the count is loaded. */
  const onIdle = useCallback(() => {
    const element = scroller.current!, { view, rows } = latest.current, rowsAt = stack.current!.stack;
    if (wantsEnd.current && !sticks.current) stack.current!.toEnd();
    wantsEnd.current = false;
    if (view.loading || view.error) return;
    const middle = element.scrollTop + element.clientHeight / 2;
    const before = rows.find(({ item }) => !item.sending)?.item.message.ordinal ?? 1, after = rows.findLast(({ item }) => !item.sending)?.item.message.ordinal ?? 1;
    if (view.hasBefore && element.scrollTop + element.clientHeight < rowsAt.start) goTo({ kind: "message", ordinal: Math.max(1, Math.round(before * (middle / rowsAt.start))), flash: false, align: "center" });
    else if (view.hasAfter && element.scrollTop > rowsAt.end) goTo({ kind: "message", ordinal: Math.min(conversation.lastOrdinal, Math.round(after + (middle - rowsAt.end) / rowsAt.guess)), flash: false, align: "center" });
  }, [conversation, goTo]);

  const before = rows[0]?.item.message.ordinal ?? 1;
  const after = rows.at(-1)?.item.message.ordinal ?? 0;
  const { handle, drawn, total } = useStack({
    keys, scroller, sticks, first, kept: current, head: HEAD, foot: FOOT, hasBefore: view.hasBefore, hasAfter: view.hasAfter,
    unloadedBefore: Math.max(0, before - 1), unloadedAfter: Math.max(0, conversation.lastOrdinal - after), onLook: look, onIdle,
  });
  stack.current = handle;
  const toEnd = useCallback(() => { if (latest.current.view.hasAfter) return onEnd(); wantsEnd.current = true; stack.current!.toEnd(); }, [onEnd]);
  const letGo = useCallback(() => { wantsEnd.current = false; }, []);
  const list = useListKeys({ scroller, stack, latest, current, setCurrent, onEnd: toEnd });

  useEffect(() => {
    if (place.kind !== "message" || !place.flash || !first) return;
    const soon = requestAnimationFrame(() => { if (flash(scroller.current, first.key)) setCurrent(first.key); }); // the list stands by then
    return () => cancelAnimationFrame(soon);
  }, [place, first]);

  // One's own message is seen wherever one stood.
  const last = rows.at(-1);
  const lastSent = useRef(last?.item.message.id);
  useLayoutEffect(() => {
    const id = last?.item.message.id;
    if (id === lastSent.current) return;
    lastSent.current = id;
    if (!last?.item.sending) return;
    sticks.current = true;
    latest.current.unread.markRead();
  }, [last]);

  // Who looks again has seen the end.
  useEffect(() => {
    const seen = () => { if (sticks.current) latest.current.unread.sawEnd(); };
    addEventListener("focus", seen);
    document.addEventListener("visibilitychange", seen);
    return () => { removeEventListener("focus", seen); document.removeEventListener("visibilitychange", seen); };
  }, []);

  return (
    <div className="timeline-frame">
      <DayPill ref={pill} goTo={goTo} />
      <div
        ref={scroller} className="timeline-scroller" role="log" aria-live="off" aria-label={t("messages")} aria-busy={view.loading !== undefined}
        tabIndex={0} onWheel={letGo} onTouchStart={letGo} onKeyDown={list.onKeyDown} onFocus={list.onFocus} onBlur={list.onBlur}
      >
        <div className="timeline-canvas" style={{ blockSize: total }}>
          {(drawn[0] ?? 0) === 0 && <TopOfList end={handle.stack.start} head={HEAD} hasBefore={view.hasBefore} error={view.error} onRetry={() => { void conversation.loadBefore(); }} />}
          {drawn.map((at) => (
            <div key={keys[at]} ref={handle.slot} data-slot={keys[at]} className="timeline-slot" style={{ insetBlockStart: handle.stack.topOf(at) }}>{draw(rows[at]!)}</div>
          ))}
          {view.hasAfter && <div className="timeline-slot" style={{ insetBlockStart: handle.stack.end }}><SkeletonRows count={5} /></div>}
        </div>
      </div>
      <Jumps
        isAtEnd={isAtEnd && !view.hasAfter} isPastUnread={isPastUnread} line={unread.line} onEnd={toEnd}
        onUnread={() => { if (unread.line) goTo(atUnread(unread.line.from)); }}
      />
    </div>
  );
}

const idOf = (row: Row) => row.item.message.id;
const elements = new WeakMap<Row, ReactElement>();

/** The same element for the same row, so that React skips all that did not change. */
function draw(row: Row): ReactElement {
  let element = elements.get(row);
  if (!element) elements.set(row, (element = <MessageRow row={row} />));
  return element;
}

/** The row that stands for a place: the message, or the next one where that is hidden. What is new has a little of the old above it. */
function pinOf(place: Place, rows: readonly Row[]): Pin | undefined {
  if (place.kind === "end") return undefined;
  const row = rows.find(({ item: { message } }) => message.ordinal >= place.ordinal) ?? rows.at(-1);
  return row && { key: idOf(row), align: place.align, room: 64 };
}
