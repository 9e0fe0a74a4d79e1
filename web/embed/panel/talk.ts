import type { Cell, Conversation, Parley } from "@parley/client";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Speech } from "../words.ts";
import type { Dates } from "./dates.ts";
import type { Files } from "./files.ts";

/** What every part of a panel needs. */
export interface TalkValue {
  readonly parley: Parley;
  readonly speech: Speech;
  readonly t: (key: string, values?: Record<string, unknown>) => string;
  readonly dates: Dates;
  readonly files: Files;
}

/** `parley` is there wherever a conversation or the list of them is drawn. */
export const Talk = createContext<TalkValue | undefined>(undefined);
export const useTalk = (): TalkValue => useContext(Talk)!;

/** The cell's value; the component is drawn again when it changes. */
export const useCell = <T>(cell: Cell<T>): T => useSyncExternalStore(cell.subscribe, cell.get);

/** What a conversation is called: its title, or the people in it. */
export function nameOf(conversation: Conversation, { parley, t, dates }: TalkValue): string {
  const { title, type, direct_with: people } = conversation.view.get();
  if (title) return title;
  const others = (people ?? []).filter(({ id }) => id !== parley.meId());
  if (others.length > 0) return dates.list(others.map(({ id, display_name }) => parley.people.person(id).get()?.display_name ?? display_name));
  return t(type === "direct" ? "notes" : "unnamed");
}

/** A code's sentence; what has none is said as it came. */
export const reasonOf = ({ t }: Pick<TalkValue, "t">, { code, message }: { readonly code: string; readonly message: string }): string => {
  const words = t(code);
  return words === code ? message : words;
};
