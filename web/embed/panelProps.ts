// What the element hands to the panel. Types only: the panel's chunk must not load the element's file a second time.
import type { Conversation, Parley } from "@parley/client";
import type { Goal } from "./goal.ts";
import type { Speech } from "./words.ts";

export interface PanelProps {
  readonly parley: Parley | undefined;
  /** Why there is no client: nobody said who is here, or asking the page failed. */
  readonly problem: "noToken" | "signIn" | undefined;
  readonly goal: Goal;
  /** A number that changes when the conversation should be looked for again. */
  readonly turn: number;
  readonly isBubble: boolean;
  /** Whether the panel is seen: only then is anything read. */
  readonly isOpen: boolean;
  readonly speech: Speech;
  say(speech: Speech, key: string, values?: Record<string, unknown>): string;
  reach(parley: Parley, goal: Exclude<Goal, { kind: "list" }>): Promise<Conversation | undefined>;
  /** The conversation that is shown, for the badge. */
  shown(conversation: Conversation | undefined): void;
  failed(error: { readonly code: string; readonly message: string }): void;
  retry(): void;
  close(): void;
}

export interface Panel {
  update(props: PanelProps): void;
  /** Where the keyboard goes when the panel opens. */
  focus(): void;
  unmount(): void;
}
