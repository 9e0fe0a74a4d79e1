import type { TimelineView } from "@parley/client";
import { type ReactElement, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useTalk } from "./context.ts";
import { DayPill, type DayPillHandle } from "./DayPill.tsx";
import { flash } from "./flash.ts";
import { Jumps } from "./Jumps.tsx";
import { MessageRow } from "./MessageRow.tsx";
import { atUnread, type Place } from "./places.ts";
import type { Row } from "./rows.ts";
import { useSteps } from "./steps.ts";
import { TopOfList } from "./TopOfList.tsx";
import { SkeletonRows } from "./TimelineSkeleton.tsx";
import type { Opened } from "./usePlace.ts";
import type { Unread } from "./useUnreadLine.ts";
import { useListKeys } from "./useListKeys.ts";

/** The height of what stands above the first message, always the same, so that nothing moves when the beginning is reached. */
const TOP = 208;
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

const elements = new WeakMap<Row, ReactElement>();

/** The same element for the same row, so that React skips all that did not change. */
function draw(row: Row): ReactElement {
  let element = elements.get(row);
  if (!element) elements.set(row, (element = <MessageRow key={row.item.message.id} row={row} />));
  return element;
}

export function MessageList({ place: { place }, rows: target, view, unread, onEnd, goTo }: Props) {
  const { t } = useTranslation("timeline");
  const { conversation } = useTalk();
  const { rows, shift, generation } = useSteps(target);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const pill = useRef<DayPillHandle>(null);
  const sticks = useRef(place.kind === "end");
  const lastTop = useRef(0);
  const [isPlaced, setPlaced] = useState(false);
  const [isAtEnd, setAtEnd] = useState(place.kind === "end");
  const [isPastUnread, setPastUnread] = useState(false);
  const latest = useRef({ rows, view, unread });
  latest.current = { rows, view, unread };
  const keys = useListKeys({ scroller, list, latest, onEnd });

  const toBottom = useCallback(() => {
    const element = scroller.current!;
    if (element.scrollHeight - element.scrollTop - element.clientHeight > 0.5) element.scrollTop = element.scrollHeight;
  }, []);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element || !list.current) return;
    const { rows, view, unread } = latest.current;
    const top = element.scrollTop, height = element.clientHeight;
    const below = element.scrollHeight - top - height;
    if (below < NEAR_END && !view.hasAfter) sticks.current = true;
    else if (top < lastTop.current - 1 || view.hasAfter) sticks.current = false;
    lastTop.current = top;
    unread.atEnd.current = sticks.current;
    setAtEnd(sticks.current);
    if (sticks.current) unread.sawEnd();
    const firstAt = list.current.findItemIndex(top);
    const first = rows[firstAt];
    setPastUnread(unread.line !== undefined && first !== undefined && first.item.message.ordinal > unread.line.from);
    pill.current?.follow(rows, firstAt, (at) => list.current!.getItemOffset(at) + TOP - top, top < TOP);
    if (view.loading || view.error) return;
    if (view.hasBefore && top < height * AHEAD + TOP) void conversation.loadBefore();
    else if (view.hasAfter && below < height * AHEAD) void conversation.loadAfter();
  }, [conversation]);

  // Where the list begins. What is not measured yet is invisible; the list is shown when it stands.
  useLayoutEffect(() => {
    const { rows } = latest.current;
    let asked = 0;
    if (generation > 0) sticks.current = !latest.current.view.hasAfter;
    if (sticks.current) toBottom();
    else if (place.kind === "message") {
      const found = rows.findIndex(({ item: { message } }) => message.ordinal >= place.ordinal);
      const at = found < 0 ? rows.length - 1 : found;
      list.current!.scrollToIndex(at, { align: place.align, offset: place.align === "start" ? -roomAbove(rows[at]) : 0 });
      if (place.flash && found >= 0) {
        const id = rows[at]!.item.message.id;
        asked = requestAnimationFrame(() => requestAnimationFrame(() => { flash(scroller.current, id); keys.setCurrent(id); }));
      }
    }
    const shown = requestAnimationFrame(() => requestAnimationFrame(() => { setPlaced(true); look(); }));
    return () => { cancelAnimationFrame(asked); cancelAnimationFrame(shown); };
  }, [generation]);

  // New rows at the end: whoever stands there stays there.
  useLayoutEffect(() => {
    if (sticks.current) toBottom();
    const soon = requestAnimationFrame(look);
    return () => cancelAnimationFrame(soon);
  }, [rows, view, toBottom, look]);

  // One's own message is seen wherever one stood.
  const last = rows.at(-1);
  const lastSent = useRef(last?.item.message.id);
  useLayoutEffect(() => {
    const id = last?.item.message.id;
    if (id === lastSent.current) return;
    lastSent.current = id;
    if (last?.item.sending) {
      sticks.current = true;
      toBottom();
      latest.current.unread.markRead();
    }
  }, [last, toBottom]);

  useEffect(() => {
    const seen = () => { if (sticks.current) latest.current.unread.sawEnd(); };
    addEventListener("focus", seen);
    document.addEventListener("visibilitychange", seen);
    return () => { removeEventListener("focus", seen); document.removeEventListener("visibilitychange", seen); };
  }, []);

  const onResize = useCallback(() => { if (sticks.current) toBottom(); }, [toBottom]);

  return (
    <div className="timeline-frame" data-placed={isPlaced || undefined}>
      <DayPill ref={pill} goTo={goTo} />
      <div
        ref={scroller} className="timeline-scroller" role="log" aria-live="off" aria-label={t("messages")} aria-busy={view.loading !== undefined}
        tabIndex={0} onScroll={look} onKeyDown={keys.onKeyDown} onFocus={keys.onFocus} onBlur={keys.onBlur}
      >
        <div className="timeline-spring" />
        <TopOfList height={TOP} hasBefore={view.hasBefore} error={view.error} onRetry={() => { void conversation.loadBefore(); }} />
        <Virtualizer
          key={generation} ref={list} scrollRef={scroller} data={rows} shift={shift} startMargin={TOP} bufferSize={600}
          keepMounted={keys.kept(rows)} onResize={onResize}
        >
          {draw}
        </Virtualizer>
        {view.hasAfter ? <SkeletonRows count={3} /> : <div className="timeline-foot" />}
      </div>
      <Jumps
        isAtEnd={isAtEnd && !view.hasAfter} isPastUnread={isPastUnread} line={unread.line}
        onEnd={() => { if (view.hasAfter) return onEnd(); sticks.current = true; toBottom(); look(); }}
        onUnread={() => { if (unread.line) goTo(atUnread(unread.line.from)); }}
      />
    </div>
  );
}

/** What stands above an unread line stays in view a little, so that it is seen where one left. */
const roomAbove = (row: Row | undefined) => (row?.unread ? 72 : 48);
