// Who begins to type anywhere on the page writes in the composer they used last.
import { type RefObject, useEffect } from "react";

const mounted: HTMLTextAreaElement[] = []; // the one used last stands first
const TAKEN = "input, textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=slider]";
/** Shortcuts of the page that need no Ctrl. */
const NOT_WORDS = new Set(["?", " "]);

const isFree = (target: EventTarget | null) => !(target instanceof Element && target.closest(TAKEN)) && !document.querySelector("[role=dialog], [role=alertdialog], [role=menu]");
const first = () => mounted.find((field) => field.isConnected && field.offsetParent !== null);

function onKey(event: KeyboardEvent): void {
  // One letter without a modifier; the timeline's own letters are prevented by then.
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if ([...event.key].length !== 1 || NOT_WORDS.has(event.key) || !isFree(event.target)) return;
  first()?.focus(); // the browser types the letter where the focus is now
}

function onPaste(event: ClipboardEvent): void {
  if (event.defaultPrevented || !isFree(event.target)) return;
  const field = first();
  if (!field || !event.clipboardData) return;
  field.focus();
  const again = new ClipboardEvent("paste", { clipboardData: event.clipboardData, bubbles: true, cancelable: true });
  event.preventDefault();
  if (field.dispatchEvent(again)) document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
}

export function useTypeAnywhere(field: RefObject<HTMLTextAreaElement | null>, isMain: boolean): void {
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    if (mounted.length === 0) {
      addEventListener("keydown", onKey);
      addEventListener("paste", onPaste);
    }
    if (isMain) mounted.unshift(element);
    else mounted.push(element);
    const onFocus = () => { mounted.splice(mounted.indexOf(element), 1); mounted.unshift(element); };
    element.addEventListener("focus", onFocus);
    return () => {
      element.removeEventListener("focus", onFocus);
      mounted.splice(mounted.indexOf(element), 1);
      if (mounted.length > 0) return;
      removeEventListener("keydown", onKey);
      removeEventListener("paste", onPaste);
    };
  }, [field, isMain]);
}
