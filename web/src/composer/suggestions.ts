// What the completion list offers for what is being typed.
import type { Conversation, ConversationView, MemberView, UserView } from "@parley/client";
import { parley } from "../app/parley.ts";
import { toConversation } from "../app/routes.ts";
import { collator } from "../i18n/format.ts";
import { type Command, commandsFor } from "./commands.ts";
import { atLeast } from "./roles.ts";
import type { Token } from "./token.ts";

/** `put` replaces what was typed, a blank follows. */
export type Suggestion = { id: string; put: string } & (
  | { kind: "person"; person: { id: string; name: string; username: string; url?: string | null } }
  | { kind: "crowd"; word: "all" | "here" }
  | { kind: "emoji"; emoji: string; name: string; label: string }
  | { kind: "channel"; title: string; members: number; isPrivate: boolean }
  | { kind: "command"; command: Command }
);

const MOST = 8;
const ALL_IN_GROUPS_UP_TO = 100; // more only by moderators (Limits.MentionAllMembers)

const folded = (text: string) => text.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLowerCase();

/** 0 where a name begins so, 1 where a later word of it does, undefined where none does. */
function rank(query: string, ...names: string[]): number | undefined {
  const sought = folded(query);
  if (names.some((name) => folded(name).startsWith(sought))) return 0;
  return names.some((name) => folded(name).split(/[\s._-]+/).some((word) => word.startsWith(sought))) ? 1 : undefined;
}

function best<T>(all: Iterable<T>, query: string, namesOf: (one: T) => string[]): T[] {
  const { compare } = collator();
  return [...all].map((one) => ({ one, rank: rank(query, ...namesOf(one)), name: namesOf(one)[0]! }))
    .filter((found) => found.rank !== undefined)
    .sort((a, b) => a.rank! - b.rank! || compare(a.name, b.name))
    .slice(0, MOST).map(({ one }) => one);
}

const asPerson = (person: MemberView | UserView): Suggestion => {
  const id = "user_id" in person ? person.user_id : person.id;
  const url = "avatar_url" in person ? person.avatar_url : parley.people.person(id).get()?.avatar_url;
  return { kind: "person", id, put: `@${person.username}`, person: { id, name: person.display_name, username: person.username, url } };
};

async function people(conversation: Conversation, { query, everybody }: Token, signal: AbortSignal): Promise<Suggestion[]> {
  const me = parley.meId();
  if (everybody) {
    const found = await parley.rest.get<{ items: UserView[] }>("/users", { query, limit: MOST + 1 }, signal);
    return found.items.filter(({ id, disabled }) => id !== me && !disabled).slice(0, MOST).map(asPerson);
  }
  const known = conversation.members.get();
  const members = known
    ? best([...known.values()].filter(({ user_id }) => user_id !== me), query, ({ display_name, username }) => [display_name, username])
    : (await parley.rest.get<{ items: MemberView[] }>(`/conversations/${conversation.id}/members`, { query, limit: MOST + 1 }, signal)).items.filter(({ user_id }) => user_id !== me);
  return [...members.slice(0, MOST).map(asPerson), ...crowds(conversation, query)];
}

function crowds({ view }: Conversation, query: string): Suggestion[] {
  const { type, my, member_count } = view.get();
  const may = type !== "direct" && my && (atLeast(my.role, "moderator") || (type === "group" && member_count <= ALL_IN_GROUPS_UP_TO));
  return may ? (["all", "here"] as const).filter((word) => word.startsWith(query.toLowerCase())).map((word) => ({ kind: "crowd", id: word, put: `@${word}`, word })) : [];
}

async function channels(query: string, signal: AbortSignal): Promise<Suggestion[]> {
  const found = new Map<string, ConversationView>();
  for (const { view } of parley.conversations.get()) if (view.get().title) found.set(view.get().id, view.get());
  // Without a network one's own are offered.
  const open = await parley.rest.get<{ items: ConversationView[] }>("/conversations", { visibility: "public", query, limit: MOST }, signal).catch((error: { code: string }) => {
    if (error.code === "aborted") throw error;
    return { items: [] };
  });
  for (const view of open.items) if (view.title && !found.has(view.id)) found.set(view.id, view);
  return best(found.values(), query, ({ title }) => [title!]).map(({ id, title, member_count, visibility }) => ({
    kind: "channel", id, title: title!, members: member_count, isPrivate: visibility !== "public",
    put: `[#${title!.replace(/[[\]\\]/g, "\\$&")}](${location.origin}${toConversation(id)})`,
  }));
}

async function emoji(query: string): Promise<Suggestion[]> {
  const { emojiCompletion } = await import("../emoji/completion.ts");
  return (await emojiCompletion(query)).slice(0, MOST).map(({ emoji: one, name, label }) => ({ kind: "emoji", id: one, put: one, emoji: one, name, label }));
}

/** @throws ParleyError where the server has to be asked and cannot be. */
export async function suggest(conversation: Conversation, token: Token, signal: AbortSignal): Promise<Suggestion[]> {
  switch (token.kind) {
    case "person": return people(conversation, token, signal);
    case "channel": return channels(token.query, signal);
    case "emoji": return emoji(token.query);
    case "command":
      return commandsFor(conversation).filter(({ name }) => name.startsWith(token.query)).map((command) => ({ kind: "command", id: command.name, put: `/${command.name}`, command }));
  }
}
