// What a line that begins with a slash does. A word that is no command is sent as it stands: paths begin so too.
import type { Conversation, UserView } from "@parley/client";
import { parley } from "../app/parley.ts";
import { may } from "./roles.ts";

/** What happened, for the person to read: a key of the composer's words. `undo` takes it back. */
export interface Outcome { said: string; values?: Record<string, unknown>; undo?: () => Promise<unknown> }

export type Effect =
  | { kind: "send"; text: string }
  | { kind: "did"; done: Promise<Outcome> }
  /** Not without being asked. */
  | { kind: "leave" }
  /** What is missing or wrong; the line stays. */
  | { kind: "problem"; said: string; values?: Record<string, unknown> };

export interface Command { name: string; takesWords: boolean; run(conversation: Conversation, words: string): Effect }

const SHRUG = String.raw`¯\\\_(ツ)\_/¯`; // with the backslashes that Markdown takes away
const HOUR = 3_600_000;

const shrug: Command = { name: "shrug", takesWords: true, run: (_, words) => ({ kind: "send", text: `${words} ${SHRUG}`.trim() }) };

const me: Command = {
  name: "me", takesWords: true,
  run: (_, words) => (words ? { kind: "send", text: `_${words}_` } : { kind: "problem", said: "needsWords" }),
};

const mute: Command = {
  name: "mute", takesWords: true,
  run({ id }, words) {
    const time = /^(?:(\d{1,3})\s*([hdm]))?$/i.exec(words.trim());
    if (!time) return { kind: "problem", said: "muteHow" };
    const each = { m: HOUR / 60, h: HOUR, d: 24 * HOUR }[(time[2] ?? "h").toLowerCase()]!;
    const until = time[1] ? new Date(Date.now() + Number(time[1]) * each) : null;
    const undo = () => parley.rest.post(`/conversations/${id}/unmute`);
    return { kind: "did", done: parley.rest.post(`/conversations/${id}/mute`, { until }).then(() => ({ said: until ? "mutedUntil" : "muted", values: { until }, undo })) };
  },
};

const unmute: Command = {
  name: "unmute", takesWords: false,
  run: ({ id }) => ({ kind: "did", done: parley.rest.post(`/conversations/${id}/unmute`).then(() => ({ said: "unmuted" })) }),
};

const leave: Command = { name: "leave", takesWords: false, run: () => ({ kind: "leave" }) };

async function add(conversation: Conversation, names: string[]): Promise<Outcome> {
  const people = await Promise.all(names.map(async (name) => {
    const { items } = await parley.rest.get<{ items: UserView[] }>("/users", { query: name, limit: 20 });
    return { name, user: items.find(({ username }) => username.toLowerCase() === name.toLowerCase()) };
  }));
  const unknown = people.filter(({ user }) => !user).map(({ name }) => name);
  if (unknown.length > 0) return { said: "nobodyNamed", values: { names: unknown } };
  const users = people.map(({ user }) => user!);
  await parley.rest.post(`/conversations/${conversation.id}/members`, { user_ids: users.map(({ id }) => id) });
  return { said: "added", values: { names: users.map(({ display_name }) => display_name), count: users.length } };
}

const invite: Command = {
  name: "invite", takesWords: true,
  run(conversation, words) {
    const names = words.split(/[\s,]+/).map((name) => name.replace(/^@/, "")).filter(Boolean);
    return names.length > 0 ? { kind: "did", done: add(conversation, names) } : { kind: "problem", said: "inviteWhom" };
  },
};

const status: Command = {
  name: "status", takesWords: true,
  run(_, words) {
    const text = words.trim();
    if (text.length > 100) return { kind: "problem", said: "statusLong" };
    const emoji = /^(\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*)\s*/u.exec(text);
    const done = text ? parley.rest.put("/me/status", { text: text.slice(emoji?.[0].length ?? 0) || undefined, emoji: emoji?.[1] }) : parley.rest.delete("/me/status");
    return { kind: "did", done: done.then(() => ({ said: text ? "statusSet" : "statusCleared", values: { text } })) };
  },
};

/** Those that this person may use here. */
export function commandsFor({ view }: Conversation): Command[] {
  const { my } = view.get();
  const isMuted = my?.muted_until != null && Date.parse(my.muted_until) > Date.now();
  return [
    ...(may.invite(view.get()) ? [invite] : []), ...(may.leave(view.get()) ? [leave] : []), me, isMuted ? unmute : mute, shrug, status,
  ];
}

/** The command that a whole text is, and the words behind it. */
export function commandIn(conversation: Conversation, text: string): { command: Command; words: string } | undefined {
  const found = /^\/([a-z]+)(?:\s+([^]*))?$/.exec(text.trim());
  const command = found && commandsFor(conversation).find(({ name }) => name === found[1]);
  return command ? { command, words: (found[2] ?? "").trim() } : undefined;
}
