import { type KeyboardEvent, type RefObject, useCallback } from "react";
import { actionsFor } from "../timeline/actions.ts";
import type { Talk } from "../timeline/context.ts";
import { focusComposer } from "../timeline/focusComposer.ts";
import type { Row } from "../timeline/rows.ts";

/** Arrows go from message to message, letters act on the one that has the focus, as in the timeline. */
export function useThreadKeys(scroller: RefObject<HTMLDivElement | null>, talk: Talk, rows: readonly Row[], root: Row | undefined) {
  return useCallback((event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, [contenteditable=true], [role=slider], video, audio, [role=dialog], [role=menu]")) return;
    const all = [...scroller.current!.querySelectorAll<HTMLElement>("[data-message]")];
    const at = all.findIndex((element) => element.contains(target));
    const give = (to: number) => { const element = all[Math.max(0, Math.min(all.length - 1, to))]; element?.focus(); element?.scrollIntoView({ block: "nearest" }); };
    const message = [root, ...rows].find((row) => row?.item.message.id === all[at]?.dataset.message)?.item.message;
    const can = message && actionsFor({ message }, talk.conversation.view.get(), talk.me, talk.thread);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "ArrowUp") give(at < 0 ? all.length - 1 : at - 1);
    else if (key === "ArrowDown") give(at < 0 ? all.length - 1 : at + 1);
    else if (key === "Home") give(0);
    else if (key === "End") give(all.length - 1);
    else if (key === "r" && can?.has("reply")) focusComposer(scroller.current);
    else if (key === "e" && can?.has("edit")) talk.edit(message!);
    else if (key === "+" && can?.has("react")) talk.ask({ kind: "picker", message: message! });
    else if ((key === "Delete" || key === "Backspace") && can?.has("delete")) talk.ask({ kind: "delete", message: message! });
    else if (key === "Enter" && target === all[at] && can && can.size > 0) talk.ask({ kind: "actions", message: message! });
    else return;
    event.preventDefault();
  }, [scroller, talk, rows, root]);
}
