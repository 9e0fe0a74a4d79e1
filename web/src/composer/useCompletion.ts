import type { Conversation } from "@parley/client";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type Suggestion, suggest } from "./suggestions.ts";
import { type Token, tokenAt } from "./token.ts";
import { put } from "./typing.ts";

export interface Completion {
  token: Token;
  items: readonly Suggestion[];
  active: number;
}

const WAIT = 90; // ms: who types on asks once

/** The list below the thumb of who types: what it holds, which line is chosen, what the keys do. Nothing is drawn while nothing can be completed. */
export function useCompletion(field: RefObject<HTMLTextAreaElement | null>, conversation: Conversation) {
  const [completion, setCompletion] = useState<Completion>();
  const asking = useRef<AbortController>(undefined);
  const present = useRef<Completion>(undefined);
  const left = useRef<number>(undefined); // where a list was closed by Escape: it stays closed for this word

  const show = useCallback((next: Completion | undefined) => {
    if (next === present.current) return;
    present.current = next;
    setCompletion(next);
  }, []);

  const close = useCallback(() => {
    asking.current?.abort();
    show(undefined);
  }, [show]);
  useEffect(() => close, [close, conversation]);

  /** The text or the caret moved. */
  const look = useCallback(() => {
    const element = field.current;
    const token = element && element.selectionStart === element.selectionEnd ? tokenAt(element.value, element.selectionStart) : undefined;
    asking.current?.abort();
    if (!token) left.current = undefined;
    if (!token || token.from === left.current) return show(undefined);
    const asked = asking.current = new AbortController();
    const ask = async () => {
      const items = await suggest(conversation, token, asked.signal).catch(() => []); // no network: nothing to offer, typing goes on
      if (asked.signal.aborted) return;
      show(items.length > 0 ? { token, items, active: 0 } : undefined);
    };
    const isNear = token.kind === "command" || token.kind === "emoji" || (token.kind === "person" && !token.everybody && conversation.members.get());
    const timer = setTimeout(() => { void ask(); }, isNear ? 0 : WAIT);
    asked.signal.addEventListener("abort", () => clearTimeout(timer));
  }, [conversation, field, show]);

  const pick = useCallback((suggestion: Suggestion) => {
    const element = field.current;
    const token = present.current?.token;
    if (!element || !token) return;
    close();
    const isBlankNext = /^\s/.test(element.value.slice(token.to));
    put(element, { from: token.from, to: token.to, put: suggestion.put + (isBlankNext ? "" : " ") });
    if (isBlankNext) element.setSelectionRange(element.selectionEnd + 1, element.selectionEnd + 1);
  }, [close, field]);

  /** Whether the key was the list's. */
  const onKey = useCallback((event: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean => {
    const list = present.current;
    if (!list || event.ctrlKey || event.metaKey || event.altKey) return false;
    const move = (by: number) => show({ ...list, active: (list.active + by + list.items.length) % list.items.length });
    const chosen = list.items[list.active]!;
    switch (event.key) {
      case "ArrowDown": move(1); return true;
      case "ArrowUp": move(-1); return true;
      case "Escape": left.current = list.token.from; close(); return true;
      case "Tab": if (event.shiftKey) return false; pick(chosen); return true;
      case "Enter":
        if (event.shiftKey) return false;
        // A command that is written out already, and needs no more words, is run at once.
        if (chosen.kind === "command" && chosen.command.name === list.token.query && !chosen.command.takesWords) { close(); return false; }
        pick(chosen);
        return true;
      default: return false;
    }
  }, [close, pick, show]);

  return { completion, look, close, pick, onKey };
}
