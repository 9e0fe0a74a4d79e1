import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "react";
import { flushSync } from "react-dom";
import { Stack } from "./stack.ts";

const AHEAD = 900; // px that are drawn beyond what is seen
const NEAR = 300; // less than so much drawn ahead: draw more
const IDLE_AFTER = 140; // ms without scrolling
const MOST_ROOM = 8_000_000; // px; browsers end somewhere above 30 million
const TURNS = 25;

export type Align = "start" | "center" | "end" | "nearest";
export interface Pin { readonly key: string; readonly align: Align; readonly room?: number }

interface Options {
  keys: readonly string[];
  /** How many rows are known to stand before and after these. */
  unloadedBefore: number;
  unloadedAfter: number;
  hasBefore: boolean;
  hasAfter: boolean;
  /** Kept above the first row and below the last. */
  head: number;
  foot: number;
  scroller: RefObject<HTMLElement | null>;
  /** Whether it stays at the end. */
  sticks: RefObject<boolean>;
  first: Pin | undefined;
  kept: string | undefined;
  onLook(): void;
  onIdle(): void;
}

/** Draws of a long list what is seen and a little more, and sees to it that what is seen stays where it is. */
export function useStack(options: Options) {
  const { keys, scroller, sticks } = options;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const latest = useRef(options);
  latest.current = options;
  const it = useRef<Inner>(undefined);
  const inner: Inner = (it.current ??= { stack: new Stack(), top: 0, height: 0, from: 0, to: -1, pin: options.first, scrollTo: undefined, turns: 0, elements: new Map() });
  const { stack } = inner;

  if (stack.keys !== keys) {
    const anchor = stack.anchor(keys, inner.top);
    if (anchor) stack.place(keys, anchor.at, anchor.top);
    else stack.place(keys, 0, wantedStart(stack, options, inner.height));
    setRange(inner);
  }

  const draw = useCallback(() => { setRange(it.current!); flushSync(redraw); }, []);

  // Measures what is new and puts it right before anything is painted.
  useLayoutEffect(() => {
    const element = scroller.current!;
    const now = latest.current;
    if (inner.height === 0) { inner.height = element.clientHeight; inner.top = element.scrollTop; }
    if (++inner.turns > TURNS) { inner.turns = 0; return; }
    const anchor = anchorOf(inner);
    const fresh: [string, number][] = [];
    for (const [key, slot] of inner.elements) if (!stack.isMeasured(key)) fresh.push([key, slot.getBoundingClientRect().height]);
    let dirty = false;
    if (stack.learn(fresh)) { stack.place(stack.keys, anchor.at, anchor.top); dirty = true; }
    if (now.head - stack.start >= 1) { move(inner, wantedStart(stack, now, inner.height) - stack.start); dirty = true; }
    if (!dirty) {
      const target = inner.pin ? pinned(inner, inner.pin) : sticks.current && !now.hasAfter ? Infinity : inner.scrollTo;
      inner.scrollTo = undefined;
      if (target !== undefined) {
        const most = element.scrollHeight - inner.height;
        const next = Math.max(0, Math.min(most, target));
        if (Math.abs(element.scrollTop - next) >= 1) { element.scrollTop = next; dirty = true; }
        inner.top = element.scrollTop;
      }
    }
    const { from, to } = inner;
    if (dirty || !isCovered(inner, 0)) setRange(inner);
    if (dirty || from !== inner.from || to !== inner.to) return redraw();
    inner.pin = undefined;
    inner.turns = 0;
    now.onLook();
  });

  useEffect(() => {
    const element = scroller.current!;
    let timer = 0;
    const onScroll = () => {
      inner.top = element.scrollTop;
      latest.current.onLook(); // first: whoever scrolls away from the end is not held there
      if (!isCovered(inner, NEAR)) draw();
      element.toggleAttribute("data-scrolling", true);
      clearTimeout(timer);
      timer = window.setTimeout(idle, IDLE_AFTER);
    };
    // Nobody scrolls: the canvas may be made as long as it should be, and what is seen moves with it.
    const idle = () => {
      if (!scroller.current) return; // the page is gone, its effects end a moment later
      element.removeAttribute("data-scrolling");
      const { hasBefore, head } = latest.current;
      const wanted = wantedStart(stack, latest.current, inner.height);
      const off = wanted - stack.start;
      if (hasBefore ? stack.start < Math.min(wanted, head + 4 * inner.height) : Math.abs(off) >= 1) { move(inner, off); draw(); }
      latest.current.onIdle();
    };
    const resized = new ResizeObserver((entries) => {
      const sizes: [string, number][] = [];
      let changed = false;
      for (const { target, borderBoxSize } of entries) {
        if (target === element) { changed ||= inner.height !== element.clientHeight; inner.height = element.clientHeight; continue; }
        const key = (target as HTMLElement).dataset.slot;
        if (key && inner.elements.get(key) === target) sizes.push([key, borderBoxSize[0]!.blockSize]);
      }
      const anchor = anchorOf(inner);
      if (stack.learn(sizes)) { stack.place(stack.keys, anchor.at, anchor.top); changed = true; }
      if (changed) { draw(); clearTimeout(timer); timer = window.setTimeout(idle, IDLE_AFTER); }
    });
    inner.observer = resized;
    resized.observe(element);
    for (const slot of inner.elements.values()) resized.observe(slot);
    element.addEventListener("scroll", onScroll, { passive: true });
    timer = window.setTimeout(idle, IDLE_AFTER);
    return () => { clearTimeout(timer); resized.disconnect(); inner.observer = undefined; element.removeEventListener("scroll", onScroll); };
  }, [inner, stack, scroller, draw]);

  const slot = useCallback((element: HTMLElement | null) => {
    const key = element?.dataset.slot;
    if (!element || !key) return;
    inner.elements.set(key, element);
    inner.observer?.observe(element);
    return () => {
      inner.observer?.unobserve(element);
      if (inner.elements.get(key) === element) inner.elements.delete(key);
    };
  }, [inner]);

  const show = useCallback((pin: Pin) => { inner.pin = pin; draw(); }, [inner, draw]);
  const toEnd = useCallback(() => { sticks.current = true; draw(); }, [sticks, draw]);

  const drawn: number[] = [];
  const keptAt = options.kept === undefined ? -1 : stack.indexOf(options.kept);
  if (keptAt >= 0 && keptAt < inner.from) drawn.push(keptAt);
  for (let at = inner.from; at <= Math.min(inner.to, stack.count - 1); at++) drawn.push(at);
  if (keptAt > inner.to) drawn.push(keptAt);
  const total = Math.max(inner.height, Math.ceil(stack.end + options.foot + (options.hasAfter ? roomFor(stack, options.unloadedAfter) : 0)));
  const handle = useMemo(() => ({ stack, slot, show, toEnd, viewport: inner as { readonly top: number; readonly height: number } }), [stack, slot, show, toEnd, inner]);
  return { handle, drawn, total };
}

export type StackHandle = ReturnType<typeof useStack>["handle"];

interface Inner {
  readonly stack: Stack;
  top: number;
  height: number;
  from: number;
  to: number;
  pin: Pin | undefined;
  scrollTo: number | undefined;
  turns: number;
  observer?: ResizeObserver;
  readonly elements: Map<string, HTMLElement>;
}

const roomFor = (stack: Stack, rows: number) => Math.min(MOST_ROOM, Math.round(rows * stack.guess * 1.2));

/** Where the first row should begin: below room for those that are not loaded; a short list stands at the foot. */
function wantedStart(stack: Stack, { hasBefore, hasAfter, unloadedBefore, head, foot }: Options, height: number): number {
  if (hasBefore) return head + Math.max(4 * height, roomFor(stack, unloadedBefore));
  return Math.max(head, hasAfter ? 0 : Math.floor(height - foot - (stack.end - stack.start)));
}

/** The row that keeps its place while heights are learned: the first in sight whose own height is known already. */
function anchorOf({ stack, top, height, pin }: Inner): { at: number; top: number } {
  const wanted = pin ? stack.indexOf(pin.key) : -1;
  const here = wanted >= 0 ? wanted : stack.find(top);
  let at = here;
  if (wanted < 0) while (at < stack.count && !stack.isMeasured(stack.keys[at]!) && stack.topOf(at) < top + height) at++;
  const known = at < stack.count && stack.isMeasured(stack.keys[at]!) ? at : here;
  return { at: known, top: stack.topOf(known) };
}

/** Moves everything, and what is seen with it. */
function move(inner: Inner, by: number): void {
  const off = Math.round(by);
  inner.stack.place(inner.stack.keys, 0, inner.stack.start + off);
  inner.top += off;
  inner.scrollTo = inner.top;
}

function setRange(inner: Inner): void {
  inner.from = inner.stack.find(inner.top - AHEAD);
  inner.to = inner.stack.find(inner.top + (inner.height || 900) + AHEAD);
}

/** Whether so much is drawn beyond what is seen, where there is anything to draw. */
function isCovered({ stack, top, height, from, to }: Inner, beyond: number): boolean {
  if (stack.count === 0) return true;
  return (from === 0 || stack.topOf(from) <= top - beyond) && (to >= stack.count - 1 || stack.topOf(to + 1) >= top + height + beyond);
}

function pinned({ stack, top, height }: Inner, { key, align, room = 0 }: Pin): number | undefined {
  const at = stack.indexOf(key);
  if (at < 0) return undefined;
  const begin = stack.topOf(at), size = stack.heightOf(at);
  const start = begin - room, end = begin + size - height + room;
  if (align === "start") return start;
  if (align === "end") return end;
  if (align === "center") return size > height - 2 * room ? start : begin + size / 2 - height / 2;
  return begin < top + room ? start : begin + size > top + height - room ? (size > height - 2 * room ? start : end) : top;
}
