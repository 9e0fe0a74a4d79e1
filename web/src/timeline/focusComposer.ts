/** Gives the focus to the field under the list: that of the thread, where the list is one, else the conversation's. */
export function focusComposer(from: HTMLElement | null): void {
  for (let part = from?.parentElement; part; part = part.parentElement) {
    const field = part.querySelector<HTMLElement>(".composer textarea, .composer [contenteditable=true]");
    if (field) return field.focus();
  }
}
