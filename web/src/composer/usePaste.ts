import { type ClipboardEvent, type RefObject, useCallback } from "react";
import { put } from "./typing.ts";

const ADDRESS = /^https?:\/\/\S+$/;

/** Files that are pasted are attached; an address that is pasted over words makes them a link. */
export function usePaste(field: RefObject<HTMLTextAreaElement | null>, onFiles: (files: File[]) => void) {
  return useCallback((event: ClipboardEvent<HTMLTextAreaElement>) => {
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData("text/plain");
    // Office programs put a picture of the text beside it: then the text is meant.
    if (files.length > 0 && !(text && event.clipboardData.types.includes("text/html"))) {
      event.preventDefault();
      return onFiles(files);
    }
    const { selectionStart: from, selectionEnd: to, value } = field.current!;
    const words = value.slice(from, to);
    if (from === to || !ADDRESS.test(text.trim()) || ADDRESS.test(words.trim()) || words.includes("\n")) return;
    event.preventDefault();
    put(field.current!, { from, to, put: `[${words}](${text.trim()})` });
  }, [field, onFiles]);
}
