// Whom the person has blocked, known to every page once one asked.
import type { BlockView, UserId } from "@parley/client";
import { useEffect, useSyncExternalStore } from "react";
import { parley } from "../app/parley.ts";
import { onceBack } from "../app/usePages.ts";

let blocked: ReadonlySet<UserId> | undefined;
let asking = false;
const listeners = new Set<() => void>();

function set(next: ReadonlySet<UserId> | undefined): void {
  blocked = next;
  for (const listener of listeners) listener();
}

async function load(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    set(new Set((await parley.rest.all<BlockView>("/me/blocks")).map(({ user_id }) => user_id)));
  } catch {
    // Unknown until the line is back; the server refuses all the same what a block forbids.
  } finally {
    asking = false;
  }
}

const alter = (id: UserId, on: boolean) => {
  const next = new Set(blocked);
  if (on) next.add(id);
  else next.delete(id);
  set(next);
};

parley.on("block_updated", ({ user_id, blocked: on }) => alter(user_id, on));
parley.me.subscribe(() => { if (!parley.me.get()) set(undefined); });
onceBack(() => void load());

/** @throws ParleyError */
export async function block(id: UserId, on = true): Promise<void> {
  if (on) await parley.rest.put(`/me/blocks/${id}`);
  else await parley.rest.delete(`/me/blocks/${id}`);
  alter(id, on);
}

const subscribe = (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; };

/** Undefined until the answer is here. */
export function useBlocks(): ReadonlySet<UserId> | undefined {
  useEffect(() => { if (!blocked) void load(); }, []);
  return useSyncExternalStore(subscribe, () => blocked);
}
