import type { AdminConversationView, AdminUserView, Listing } from "@parley/client";
import { parley } from "../../app/parley.ts";
import type { Choice } from "./Picker.tsx";

const FEW = 8;

export const findPeople = (scope: { workspace?: string }) => async (query: string): Promise<Choice[]> => {
  const { items } = await parley.rest.get<Listing<AdminUserView>>("/admin/users", { ...scope, query, sort: "name", limit: FEW });
  return items.map(({ user }) => ({ id: user.id, name: user.display_name, more: `@${user.username}` }));
};

/** Those that have a title; a direct conversation has none to be found by. */
export const findConversations = (scope: { workspace?: string }) => async (query: string): Promise<Choice[]> => {
  const { items } = await parley.rest.get<Listing<AdminConversationView>>("/admin/conversations", { ...scope, query, limit: FEW * 3 });
  return items.filter(({ title }) => title).slice(0, FEW).map(({ id, title }) => ({ id, name: title! }));
};
