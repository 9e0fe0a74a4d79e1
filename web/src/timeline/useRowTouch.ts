import type { TimelineItem } from "@parley/client";
import { type TouchEvent, useMemo, useRef } from "react";
import { actionsFor } from "./actions.ts";
import { ignoreLift } from "../ui/ignoreLift.ts";
import { useTalk } from "./context.ts";

const LONG = 450; // ms
const SLIP = 10; // px that a resting finger may move
const REPLIES_AT = 56;
const FARTHEST = 88;

/**
 * A finger on a message: held, it opens the sheet of what can be done; drawn towards the start of the line, it answers. The other way is for
 * going back. Moves the element itself, so that nothing is drawn again while the finger moves.
 */
export function useRowTouch(item: TimelineItem) {
  const talk = useTalk();
  const touch = useRef<{ x: number; y: number; timer: number; swiping: boolean; drawn: number }>(undefined);
  const latest = useRef(item);
  latest.current = item;

  return useMemo(() => {
    const isRtl = () => document.documentElement.dir === "rtl";
    const end = (element: HTMLElement) => {
      clearTimeout(touch.current?.timer);
      const drawn = touch.current?.swiping ? touch.current.drawn : 0;
      touch.current = undefined;
      element.style.removeProperty("--swipe");
      element.removeAttribute("data-swipe");
      if (drawn >= REPLIES_AT) talk.reply(latest.current.message);
    };
    const allowed = () => actionsFor(latest.current, talk.conversation.view.get(), talk.me, talk.thread);
    return {
      onTouchStart: (event: TouchEvent<HTMLElement>) => {
        const { clientX: x, clientY: y } = event.touches[0]!;
        if (event.touches.length > 1 || (event.target as Element).closest("input, pre, .text-table, [role=slider], video, audio")) return;
        const element = event.currentTarget;
        const timer = window.setTimeout(() => {
          touch.current = undefined;
          if (allowed().size === 0) return;
          ignoreLift(element);
          navigator.vibrate?.(10);
          talk.ask({ kind: "actions", message: latest.current.message });
        }, LONG);
        touch.current = { x, y, timer, swiping: false, drawn: 0 };
      },
      onTouchMove: (event: TouchEvent<HTMLElement>) => {
        const one = touch.current;
        if (!one) return;
        const { clientX, clientY } = event.touches[0]!;
        const by = (clientX - one.x) * (isRtl() ? 1 : -1);
        if (!one.swiping) {
          if (Math.hypot(clientX - one.x, clientY - one.y) < SLIP) return;
          clearTimeout(one.timer);
          if (by < SLIP || by < 1.5 * Math.abs(clientY - one.y) || !allowed().has("reply")) return void (touch.current = undefined);
          one.swiping = true;
        }
        one.drawn = Math.max(0, Math.min(FARTHEST, by));
        event.currentTarget.style.setProperty("--swipe", `${one.drawn * (isRtl() ? 1 : -1)}px`);
        event.currentTarget.setAttribute("data-swipe", one.drawn >= REPLIES_AT ? "ready" : "begun");
      },
      onTouchEnd: (event: TouchEvent<HTMLElement>) => end(event.currentTarget),
      onTouchCancel: (event: TouchEvent<HTMLElement>) => { if (touch.current) touch.current.drawn = 0; end(event.currentTarget); },
      // The browser's own menu of a long press would cover the sheet.
      onContextMenu: (event: { nativeEvent: Event; preventDefault(): void }) => {
        if ((event.nativeEvent as globalThis.PointerEvent).pointerType === "touch") event.preventDefault();
      },
    } satisfies Record<string, (event: never) => void>;
  }, [talk]);
}

