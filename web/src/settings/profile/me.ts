import type { UpdateMe, UserView } from "@parley/client";
import { parley } from "../../app/parley.ts";

/** Stores a change of one's own account, and lets the whole page know: the server tells other people of it, not the asker's own page before it has answered. */
export async function updateMe(change: UpdateMe): Promise<UserView> {
  const me = await parley.rest.patch<UserView>("/me", change);
  parley.learnMe(me);
  return me;
}
