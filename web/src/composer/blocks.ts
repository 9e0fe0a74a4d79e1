// Whom one has blocked: asked for when a direct conversation is first opened, kept true by events.
import type { BlockView, UserId } from "@parley/client";
import { parley } from "../app/parley.ts";
import { Box } from "./box.ts";

const blocked = new Box<ReadonlySet<UserId>>(new Set());
let asked = false;

parley.on("block_updated", ({ user_id, blocked: isBlocked }) => {
  const next = new Set(blocked.get());
  if (isBlocked) next.add(user_id);
  else next.delete(user_id);
  blocked.set(next);
});
parley.state.subscribe(() => {
  const { kind } = parley.state.get();
  if (kind !== "live") asked = false; // what changed meanwhile was not heard
  if (kind === "signed_out") blocked.set(new Set());
});

export const blockedPeople = blocked;

export function askBlocks(): void {
  if (asked || parley.state.get().kind !== "live") return;
  asked = true;
  parley.rest.all<BlockView>("/me/blocks").then((all) => blocked.set(new Set(all.map(({ user_id }) => user_id))), () => { asked = false; });
}

export const unblock = (user: UserId): Promise<void> => parley.rest.delete(`/me/blocks/${user}`);
