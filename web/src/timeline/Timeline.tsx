import type { Conversation } from "@parley/client";

/** A conversation's messages. `at`: the ordinal to open at. */
export function Timeline(_: { conversation: Conversation; at?: number }) {
  return null;
}
