// The text field's own life: what it shows, how it grows, how marks are put into it.
import type { MessageView } from "@parley/client";
import { type RefObject, useCallback, useLayoutEffect } from "react";
import { useCell } from "../app/parley.ts";
import type { Desk } from "./desk.ts";
import { mark, type Mark } from "./marks.ts";
import { put } from "./typing.ts";

// The browser measures; where it cannot, we do.
const measures = !CSS.supports("field-sizing", "content");

export function grow(field: HTMLTextAreaElement): void {
  if (!measures) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight}px`;
}

export function useField(field: RefObject<HTMLTextAreaElement | null>, desk: Desk, editing: MessageView | undefined) {
  const shown = useCell(desk.shown);

  // React does not hold the text: a letter must not wait for it.
  const show = useCallback((text: string) => {
    const element = field.current;
    if (!element || (element.value === text && element === document.activeElement)) return;
    element.value = text;
    element.setSelectionRange(text.length, text.length); // one goes on where one had stopped
    grow(element);
    element.scrollTop = element.scrollHeight;
  }, [field]);

  useLayoutEffect(() => {
    if (!editing) desk.rewording = undefined;
    else if (desk.rewording?.id !== editing.id) desk.rewording = { id: editing.id, text: editing.content };
    show(desk.rewording?.text ?? desk.text);
    // A message that is edited elsewhere meanwhile does not change what is being typed.
  }, [desk, editing?.id, shown, show]);

  const applyMark = useCallback((which: Mark) => {
    const element = field.current!;
    put(element, mark({ text: element.value, from: element.selectionStart, to: element.selectionEnd }, which));
  }, [field]);

  return { show, applyMark };
}
