// The panel beside the timeline. It stands in the address (`?panel=thread&of=ID`), so that the back button closes it and a link opens it.
import type { MessageId } from "@parley/client";
import { useCallback } from "react";
import { useSearchParams } from "wouter";

export type Panel =
  | { kind: "thread"; root: MessageId }
  | { kind: "info" | "members" | "files" | "pins" | "search" | "statistics" };

const KINDS = new Set(["info", "members", "files", "pins", "search", "statistics"]);

export function usePanel(): [Panel | undefined, (panel: Panel | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const kind = search.get("panel");
  const root = search.get("of");
  const panel: Panel | undefined = kind === "thread" && root ? { kind, root }
    : kind && KINDS.has(kind) ? { kind } as Panel : undefined;
  const open = useCallback((next: Panel | undefined) => {
    setSearch((before) => {
      const after = new URLSearchParams(before);
      after.delete("panel");
      after.delete("of");
      if (next) after.set("panel", next.kind);
      if (next?.kind === "thread") after.set("of", next.root);
      return after;
    });
  }, [setSearch]);
  return [panel, open];
}
