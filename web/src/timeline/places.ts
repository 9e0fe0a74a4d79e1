import type { ConversationView, TimelineView } from "@parley/client";

/** Where the list shall stand: at its end, or at a message; `flash` points the message out for a moment. */
export type Place = { readonly kind: "end" } | { readonly kind: "message"; readonly ordinal: number; readonly flash: boolean; readonly align: "start" | "center" };

export const END: Place = { kind: "end" };
export const atMessage = (ordinal: number): Place => ({ kind: "message", ordinal, flash: true, align: "center" });
export const atUnread = (ordinal: number): Place => ({ kind: "message", ordinal, flash: false, align: "start" });

/** Whether a place lies in what is loaded. */
export function covers({ items, loaded, hasBefore, hasAfter }: TimelineView, place: Place): boolean {
  if (!loaded) return false;
  if (place.kind === "end") return !hasAfter;
  const known = items.filter(({ sending, message }) => !sending && message.ordinal > 0);
  const first = known[0]?.message.ordinal, last = known.at(-1)?.message.ordinal;
  if (first === undefined || last === undefined) return !hasBefore && !hasAfter;
  return (place.ordinal >= first || !hasBefore) && (place.ordinal <= last || !hasAfter);
}

/** The first message that the person has not seen, when there is one. */
export function unreadFrom({ my, unread_count }: ConversationView): number | undefined {
  if (!my || !unread_count) return undefined;
  return (my as { unread_from?: number | null }).unread_from ?? my.read_ordinal + 1;
}
