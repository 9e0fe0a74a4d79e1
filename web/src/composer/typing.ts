// Changing what stands in a text field as if it had been typed, so that undo takes it back.

/** Replaces a part of the field's text; the caret stands behind it, or as the change says. */
export function put(field: HTMLTextAreaElement, change: { from: number; to: number; put: string; selectFrom?: number; selectTo?: number }): void {
  field.focus();
  field.setSelectionRange(change.from, change.to);
  // execCommand is the only way that keeps the browser's undo; where it refuses, the text is set and undo is lost.
  const typed = change.put === "" ? change.from === change.to || document.execCommand("delete") : document.execCommand("insertText", false, change.put);
  if (!typed) {
    field.setRangeText(change.put, change.from, change.to, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  }
  if (change.selectFrom !== undefined) field.setSelectionRange(change.selectFrom, change.selectTo ?? change.selectFrom);
}

export const insertAtCaret = (field: HTMLTextAreaElement, text: string): void => put(field, { from: field.selectionStart, to: field.selectionEnd, put: text });
