import type { MessageId, SavedView } from "@parley/client";
import { useEffect, useSyncExternalStore } from "react";
import { parley } from "../app/parley.ts";

let saved: ReadonlySet<MessageId> = new Set();
let asked: Promise<void> | undefined;
const listeners = new Set<() => void>();

function set(id: MessageId, on: boolean): void {
  const next = new Set(saved);
  if (on) next.add(id);
  else next.delete(id);
  saved = next;
  for (const listener of listeners) listener();
}

parley.on("message_saved", ({ message_id }) => set(message_id, true));
parley.on("message_unsaved", ({ message_id }) => set(message_id, false));

/** Asked for once, when the first menu is opened; events keep it true from then on. */
function load(): void {
  asked ??= parley.rest.all<SavedView>("/me/saved").then(
    (all) => { for (const { message } of all) set(message.id, true); },
    () => { asked = undefined; },
  );
}

export function useIsSaved(id: MessageId): boolean {
  useEffect(load, []);
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; }, () => saved.has(id));
}

/** Saves a message for oneself, or lets it go. @throws ParleyError */
export async function save(id: MessageId, on: boolean): Promise<void> {
  await (on ? parley.rest.put(`/messages/${id}/saved`) : parley.rest.delete(`/messages/${id}/saved`));
  set(id, on);
}

export const isSaved = (id: MessageId): boolean => saved.has(id);
