import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type {
  Cell, Conversation, ConversationId, LineState, Person, PresenceView, Standing, TimelineItem, TimelineView, Unread, UserId, UserView,
} from "@parley/client";
import { useParley } from "./provider.tsx";

/** The value of a cell, now and from now on. */
export function useCell<T>(cell: Cell<T>): T {
  return useSyncExternalStore(cell.subscribe, cell.get, cell.get);
}

/** Who is signed in; nothing while nobody is. */
export const useMe = (): UserView | undefined => useCell(useParley().me);

/** Where the line stands: connecting, catching up, live, offline, signed out. */
export const useLineState = (): LineState => useCell(useParley().state);

/** What stands on badges. */
export const useUnread = (): Unread => useCell(useParley().unread);

/** What is known of a person; nothing while it is being asked for. */
export const usePerson = (id: UserId): Person | undefined => useCell(useParley().people.person(id));

/** How reachable a person is; nothing while it is being asked for. */
export const usePresence = (id: UserId): PresenceView | undefined => useCell(useParley().people.presence(id));

/** The person's conversations, the latest first; with a filter only those. The same list stays the same array. */
export function useConversations(filter?: (conversation: Conversation) => boolean): readonly Conversation[] {
  const all = useCell(useParley().conversations);
  const before = useRef<readonly Conversation[]>(all);
  const shown = filter ? all.filter(filter) : all;
  const isSame = shown.length === before.current.length && shown.every((conversation, i) => conversation === before.current[i]);
  const answer = isSame ? before.current : shown;
  useEffect(() => { before.current = answer; });
  return answer;
}

/** A conversation by id: at once when it is known, soon when it must be asked for, `undefined` where there is none for this person. */
export function useConversation(id: ConversationId): Conversation | undefined {
  const parley = useParley();
  const [asked, setAsked] = useState<Conversation>();
  const find = () => parley.find(id);
  const known = useSyncExternalStore(parley.conversations.subscribe, find, find);
  useEffect(() => {
    if (known) return undefined;
    let isHere = true;
    const ask = () => {
      if (parley.state.get().kind === "live") parley.conversation(id).then((found) => { if (isHere) setAsked(found); }, () => {}); // out of reach: asked again with the next line
    };
    ask();
    const stop = parley.state.subscribe(ask);
    return () => { isHere = false; stop(); };
  }, [parley, id, known]);
  return known ?? (asked?.id === id ? asked : undefined);
}

/** A timeline as it is shown, and what can be done in it. */
export interface ShownTimeline extends TimelineView {
  loadBefore(): Promise<void>;
  loadAfter(): Promise<void>;
  showLatest(): Promise<void>;
  showAround(ordinal: number): Promise<void>;
  send: Conversation["send"];
  edit: Conversation["edit"];
  remove: Conversation["remove"];
  react: Conversation["react"];
  /** How far one's own message has come. */
  standing(item: TimelineItem): Standing;
  markRead(ordinal?: number): void;
  /** One types. */
  type(): void;
}

const NOTHING: TimelineView = { items: [], loaded: false, hasBefore: false, hasAfter: false, loading: undefined, error: undefined };
const never: Cell<undefined> = { get: () => undefined, subscribe: () => () => {} };
const nobody: readonly UserId[] = [];

/** The messages of a conversation, loaded and kept true while the component is there. */
export function useTimeline(id: ConversationId): ShownTimeline {
  const conversation = useConversation(id);
  useEffect(() => conversation?.open(), [conversation]);
  const view = useCell<TimelineView | undefined>(conversation?.timeline ?? never) ?? NOTHING;
  const reached = useCell<unknown>(conversation?.reached ?? never);
  const there = useCallback((): Conversation => {
    if (!conversation) throw new Error(`The conversation ${id} is not there yet.`);
    return conversation;
  }, [conversation, id]);
  const deeds = useMemo(() => ({
    loadBefore: async () => conversation?.loadBefore(),
    loadAfter: async () => conversation?.loadAfter(),
    showLatest: async () => conversation?.showLatest(),
    showAround: async (ordinal: number) => conversation?.showAround(ordinal),
    send: (content: string, more?: Parameters<Conversation["send"]>[1]) => there().send(content, more),
    edit: (message: string, content: string) => there().edit(message, content),
    remove: (message: string, reason?: string) => there().remove(message, reason),
    react: (message: string, emoji: string, on?: boolean) => there().react(message, emoji, on),
    markRead: (ordinal?: number) => conversation?.markRead(ordinal),
    type: () => conversation?.type(),
  }), [conversation, there]);
  // Made afresh when somebody has read on: every standing may be another one now.
  const standing = useMemo(() => (item: TimelineItem) => there().standing(item), [there, reached]);
  return useMemo(() => ({ ...view, ...deeds, standing }), [view, deeds, standing]);
}

/** Who types in a conversation now, without oneself. */
export function useTyping(id: ConversationId): readonly UserId[] {
  return useCell<readonly UserId[] | undefined>(useConversation(id)?.typing ?? never) ?? nobody;
}
