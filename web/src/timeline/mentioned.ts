import type { Conversation } from "@parley/client";
import { useMemo } from "react";
import { parley, useCell } from "../app/parley.ts";
import type { FindMentioned } from "../text/mentions.ts";

/** Who has a user name here; the same function as long as the members are the same. */
export function useMentioned(conversation: Conversation): FindMentioned {
  const members = useCell(conversation.members);
  return useMemo(() => {
    const me = parley.meId();
    let known: Map<string, { id: string; username: string; display_name: string }> | undefined;
    return (name) => {
      if (!known) {
        known = new Map();
        for (const person of parley.people.known) known.set(person.username.toLowerCase(), person);
        for (const [id, { username, display_name }] of members ?? []) known.set(username.toLowerCase(), { id, username, display_name });
      }
      const person = known.get(name.toLowerCase());
      return person ? { id: person.id, name: person.display_name, me: person.id === me } : null;
    };
  }, [members]);
}
