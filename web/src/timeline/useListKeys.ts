import type { TimelineView } from "@parley/client";
import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useMemo, useRef } from "react";
import { flushSync } from "react-dom";
import { focusComposer } from "./focusComposer.ts";
import { useTalk } from "./context.ts";
import { actionsFor } from "./actions.ts";
import type { Row } from "./rows.ts";
import type { StackHandle } from "./useStack.ts";
import type { Unread } from "./useUnreadLine.ts";

interface Parts {
  scroller: RefObject<HTMLDivElement | null>;
  stack: RefObject<StackHandle | undefined>;
  latest: RefObject<{ rows: readonly Row[]; view: TimelineView; unread: Unread }>;
  current: string | undefined;
  setCurrent(id: string): void;
  onEnd(): void;
}

const isInside = (target: EventTarget | null) => target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true], [role=slider], video, audio, [role=dialog], [role=menu]") !== null;

/** The list is one stop of the Tab key; inside it arrows go from message to message, and letters act on the one that has the focus. */
export function useListKeys({ scroller, stack, latest, current, setCurrent, onEnd }: Parts) {
  const talk = useTalk();
  const now = useRef(current);
  now.current = current;

  const focus = useCallback((at: number) => {
    const row = latest.current.rows[at];
    if (!row) return;
    const { id } = row.item.message;
    flushSync(() => setCurrent(id)); // kept in the page from now on, wherever one scrolls
    stack.current!.show({ key: id, align: "nearest", room: 44 });
    scroller.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  }, [scroller, stack, latest, setCurrent]);

  const step = useCallback((by: number) => {
    const { rows } = latest.current;
    const at = rows.findIndex(({ item }) => item.message.id === now.current);
    let next = at < 0 ? rows.length - 1 : at;
    const way = Math.sign(by);
    for (let left = Math.abs(by); left > 0; left--) {
      let found = next + way;
      while (rows[found]?.system?.length === 0) found += way;
      if (!rows[found]) break;
      next = found;
    }
    focus(next);
  }, [latest, focus]);

  const onKeyDown = useCallback((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || isInside(event.target)) return;
    const { rows } = latest.current;
    const row = rows.find(({ item }) => item.message.id === now.current);
    const message = row?.item.message;
    const allowed = row ? actionsFor(row.item, talk.conversation.view.get(), talk.me, talk.thread) : undefined;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / 72));
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "ArrowUp") step(-1);
    else if (key === "ArrowDown") step(1);
    else if (key === "PageUp") step(-page);
    else if (key === "PageDown") step(page);
    else if (key === "Home") focus(0);
    else if (key === "End") { if (latest.current.view.hasAfter) onEnd(); else focus(rows.length - 1); }
    else if (key === "Escape") focusComposer(scroller.current);
    else if (!message || event.shiftKey && key !== "+") return;
    else if (key === "r" && allowed!.has("reply")) talk.reply(message);
    else if (key === "e" && allowed!.has("edit")) talk.edit(message);
    else if (key === "t" && allowed!.has("thread")) talk.openThread(message.reply_to ?? message.id);
    else if (key === "+" && allowed!.has("react")) talk.ask({ kind: "picker", message });
    else if ((key === "Delete" || key === "Backspace") && allowed!.has("delete")) talk.ask({ kind: "delete", message });
    else if ((key === "Enter" || key === "ContextMenu") && event.target === event.currentTarget.querySelector(`[data-message="${CSS.escape(message.id)}"]`) && allowed!.size > 0) talk.ask({ kind: "actions", message });
    else return;
    event.preventDefault();
  }, [latest, talk, scroller, step, focus, onEnd]);

  const onFocus = useCallback((event: FocusEvent) => {
    const element = scroller.current!;
    if (event.target === element) {
      // Not for a click into the empty room between messages: only for somebody who came by the keyboard.
      if (!element.matches(":focus-visible")) return;
      const { rows } = latest.current;
      const at = rows.findIndex(({ item }) => item.message.id === now.current);
      focus(at < 0 ? rows.length - 1 : at);
      return;
    }
    const id = (event.target as HTMLElement).closest<HTMLElement>("[data-message]")?.dataset.message;
    if (id) setCurrent(id);
    element.tabIndex = -1; // so that Shift+Tab leaves the list
  }, [scroller, latest, focus, setCurrent]);

  const onBlur = useCallback((event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) scroller.current!.tabIndex = 0;
  }, [scroller]);

  return useMemo(() => ({ onKeyDown, onFocus, onBlur }), [onKeyDown, onFocus, onBlur]);
}
