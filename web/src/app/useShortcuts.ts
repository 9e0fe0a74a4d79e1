import { useEffect } from "react";
import { useLocation } from "wouter";
import { openDialog } from "./dialogs.ts";
import { parley } from "./parley.ts";
import { toConversation } from "./routes.ts";

const isWriting = (target: EventTarget | null) => target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;

/** Keys that work everywhere. What a timeline or a composer does with keys is its own. */
export function useShortcuts(): void {
  const [location, go] = useLocation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const mod = event.ctrlKey || event.metaKey;
      if (mod && !event.shiftKey && event.key.toLowerCase() === "k" && !(isWriting(event.target) && hasSelection(event.target))) openDialog({ kind: "switcher" });
      else if (mod && event.shiftKey && event.key.toLowerCase() === "f") go("/search");
      else if (mod && event.key === "/") openDialog({ kind: "shortcuts" });
      else if (event.altKey && !mod && (event.key === "ArrowUp" || event.key === "ArrowDown")) step(event.key === "ArrowDown" ? 1 : -1, event.shiftKey);
      else if (event.key === "?" && !mod && !event.altKey && !isWriting(event.target)) openDialog({ kind: "shortcuts" });
      else return;
      event.preventDefault();
    };
    const step = (by: 1 | -1, onlyUnread: boolean) => {
      const id = location.match(/^\/c\/([^/]+)/)?.[1];
      const all = parley.conversations.get().filter(({ view, id: other }) => !view.get().my?.archived && (!onlyUnread || other === id || view.get().unread_count));
      const at = all.findIndex((one) => one.id === id);
      const next = all[at < 0 ? 0 : (at + by + all.length) % all.length];
      if (next) go(toConversation(next.id));
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [location, go]);
}

/** In a field with marked words Ctrl+K makes a link of them. */
const hasSelection = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement && target.selectionStart !== target.selectionEnd;
