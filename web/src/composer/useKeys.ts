import type { Conversation, MessageId } from "@parley/client";
import type { KeyboardEvent } from "react";
import type { Desk } from "./desk.ts";
import { lastOwn } from "./editable.ts";
import { type Intent, setIntent } from "./intent.ts";
import { type Mark, markOf, openMark } from "./marks.ts";
import type { EnterKey } from "./preferences.ts";

interface Keys {
  conversation: Conversation;
  thread: MessageId | undefined;
  desk: Desk;
  enter: EnterKey;
  intent: Intent | undefined;
  /** Whether the completion list takes the key. */
  completes(event: KeyboardEvent): boolean;
  onMark(which: Mark): void;
  onSend(): void;
  onLeave(): void;
}

/** What the keys do in the field. */
export function useKeys({ conversation, thread, desk, enter, intent, completes, onMark, onSend, onLeave }: Keys) {
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter, Escape and arrows are its own; Safari says so only by 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (acts(event)) event.preventDefault();
  };

  function acts(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (completes(event)) {
      event.stopPropagation(); // Escape closed the list, and only it
      return true;
    }
    const field = event.currentTarget;
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === "Enter") return enters(event, field, mod);
    if (mod && !event.altKey) {
      const which = markOf(event);
      if (!which || (which === "link" && field.selectionStart === field.selectionEnd)) return false; // Ctrl+K without a selection is the page's
      onMark(which);
      return true;
    }
    if (event.key === "Escape" && intent) {
      onLeave();
      return true;
    }
    if (event.key === "ArrowUp" && !event.shiftKey && !event.altKey && !intent && field.value === "" && desk.files.list.get().length === 0) {
      const message = lastOwn(conversation, thread);
      if (message) setIntent(desk.key, { kind: "edit", message });
      return message !== undefined;
    }
    return false;
  }

  function enters(event: KeyboardEvent, field: HTMLTextAreaElement, mod: boolean): boolean {
    if (event.altKey || (!mod && (enter === "break" || event.shiftKey))) return false; // breaks the line
    // In a block of code that is not closed yet, a line is broken: nobody wants to send half of it.
    if (!mod && openMark(field.value.slice(0, field.selectionStart)) === "fence") return false;
    onSend();
    return true;
  }
}
