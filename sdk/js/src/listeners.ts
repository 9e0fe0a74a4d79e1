import { call } from "./cell.ts";
import type { Conversation } from "./conversation.ts";
import type { ChatEvent, MessageView } from "./protocol.ts";

/** A message of somebody else that was heard. */
export interface Arrival { conversation: Conversation; message: MessageView }

/** What listeners of this type are given. */
export type Heard<Type> = Type extends "message" ? Arrival : Extract<ChatEvent, { type: Type }>;

/** Who listens to which events. */
export class Listeners {
  readonly #listeners = new Map<string, Set<(event: never) => void>>();

  /** Answers how to stop. */
  on<Type extends ChatEvent["type"] | "message">(type: Type, listener: (event: Heard<Type>) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners);
    listeners.add(listener as (event: never) => void);
    return () => { listeners.delete(listener as (event: never) => void); };
  }

  tell(type: ChatEvent["type"] | "message", event: ChatEvent | Arrival): void {
    for (const listener of [...this.#listeners.get(type) ?? []]) call(listener, event as never);
  }
}
