// The people of the tests, and how to wait for something by its name.
import { afterEach, inject } from "vitest";
import type {} from "./server.ts";
import { WebSocket as NodeSocket } from "ws";
import {
  logIn, memoryStorage, Parley, type Cell, type Conversation, type ConversationId, type MessageView, type ParleyOptions, type Storage,
} from "../src/index.ts";
import { wire, type Wire } from "./wire.ts";

export const PASSWORD = "correct horse battery staple";
const WITHIN = 40_000; // ms: for a machine with much else to do
const ends: (() => void)[] = [];

afterEach(() => { for (const end of ends.splice(0)) end(); });

export const server = (): string => inject("server");
export const socket = (url: string): WebSocket => new NodeSocket(url) as unknown as WebSocket;

/** What `localStorage` is to a browser. */
export function tokenStore(): { getItem(key: string): string | null; setItem(key: string, value: string): void; removeItem(key: string): void } {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value); }, removeItem: (key) => { kept.delete(key); } };
}

export async function lineTo(address = server()): Promise<Wire> {
  const line = await wire(address);
  ends.push(() => line.end());
  return line;
}

/** A disk that outlives the programs on it. */
export function disk(): (name: string) => Storage {
  const storages = new Map<string, Storage>();
  return (name) => {
    const known = storages.get(name) ?? memoryStorage();
    storages.set(name, known);
    return known;
  };
}

export function program(options: ParleyOptions = {}): Parley {
  const parley = new Parley({ url: server(), socket, ...options });
  ends.push(() => parley.close());
  return parley;
}

let people = 0;
const run = Date.now().toString(36);

/** Somebody new, signed in and live. */
export async function person(name: string, options: ParleyOptions = {}): Promise<Parley> {
  const parley = program(options);
  const username = `${name.toLowerCase()}-${run}-${process.pid}-${++people}`;
  await parley.register({ username, email: `${username}@example.org`, password: PASSWORD, display_name: name });
  await live(parley);
  return parley;
}

/** The same person on one more device, signed in by name and password. */
export async function device(of: Parley, options: ParleyOptions = {}): Promise<Parley> {
  const parley = program(options);
  await parley.logIn({ username: of.me.get()!.username, password: PASSWORD });
  await live(parley);
  return parley;
}

/** Waits until this holds; looks again whenever one of these changes. */
export function until(what: string, holds: () => boolean, ...watched: Pick<Cell<unknown>, "subscribe">[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const end = (then: () => void) => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      then();
    };
    const timer = setTimeout(() => end(() => reject(new Error(`Waited in vain: ${what}`))), WITHIN);
    const look = () => {
      try {
        if (holds()) end(resolve);
      } catch (error) {
        end(() => reject(error as Error));
      }
    };
    for (const cell of watched) stops.push(cell.subscribe(look));
    look();
  });
}

export const live = (parley: Parley): Promise<void> => until("live", () => parley.state.get().kind === "live", parley.state);
export const notLive = (parley: Parley): Promise<void> => until("not live", () => parley.state.get().kind !== "live", parley.state);

/** Everything of a conversation up to this number has been heard. */
export const heard = (parley: Parley, id: ConversationId, seq: number): Promise<void> =>
  until(`number ${seq}`, () => (parley.find(id)?.seq ?? -1) >= seq, parley.conversations, parley.state);

export const texts = (conversation: Conversation): string[] => conversation.timeline.get().items.map(({ message }) => message.content);

/** Waits for this text and answers its message. */
export async function sees(conversation: Conversation, text: string): Promise<MessageView> {
  await until(`"${text}"`, () => conversation.timeline.get().items.some(({ message, sending }) => !sending && message.content === text), conversation.timeline);
  return conversation.timeline.get().items.find(({ message }) => message.content === text)!.message;
}

/** Nothing is waiting in the outbox. */
export const sent = (conversation: Conversation): Promise<void> =>
  until("everything sent", () => conversation.timeline.get().items.every(({ sending }) => !sending), conversation.timeline);

/** A private group of these people, opened by all of them: each one's own view of it. */
export async function room(...members: [Parley, ...Parley[]]): Promise<Conversation[]> {
  const [first, ...others] = members;
  const { id } = await first.create({ type: "group", title: "Room", member_ids: others.map(({ me }) => me.get()!.id) });
  const conversations: Conversation[] = [];
  for (const parley of members) conversations.push(await opened(parley, id));
  return conversations;
}

/** A conversation that somebody looks at, with its messages and its members. */
export async function opened(parley: Parley, id: ConversationId): Promise<Conversation> {
  await until("the conversation", () => parley.find(id) !== undefined, parley.conversations);
  const conversation = parley.find(id)!;
  conversation.open();
  await until("its messages", () => conversation.timeline.get().loaded, conversation.timeline);
  await until("its members", () => conversation.members.get() !== undefined, conversation.members);
  return conversation;
}

/** Everything that is shown of a conversation, in a form that can be compared. */
export function shown(conversation: Conversation): unknown {
  const { last_seq: _, direct_with: _with, ...view } = conversation.view.get();
  const plain = (message: MessageView) => ({ ...message, reactions: [...message.reactions].sort((a, b) => (a.emoji < b.emoji ? -1 : 1)) });
  return JSON.parse(JSON.stringify({
    seq: conversation.seq,
    view: { ...view, last_message: view.last_message && plain(view.last_message) },
    members: [...conversation.members.get()?.values() ?? []].map(({ last_seen_at: _seen, read_ordinal: _read, delivered_ordinal: _delivered, ...member }) => member).sort((a, b) => (a.user_id < b.user_id ? -1 : 1)),
    items: conversation.timeline.get().items.map(({ message, sending }) => ({ ...plain(message), sending })),
  }));
}

/** How far everybody has read. */
export const readings = (conversation: Conversation): string => [...conversation.members.get()!.keys()].sort().map((user) => `${user} ${conversation.reached.get().get(user)?.read ?? 0}`).join();

/** Repeatable chance (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export { logIn };
