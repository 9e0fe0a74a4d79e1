import type { UserId } from "@parley/client";
import { useMemo } from "react";
import { parley, useCell } from "../app/parley.ts";
import { Avatar, type AvatarProps } from "../ui/Avatar.tsx";

/** How reachable somebody is; asked once while it is shown, since of strangers the server says nothing. */
export function usePresence(id: UserId) {
  const cell = useMemo(() => parley.people.presence(id), [id]);
  return useCell(cell);
}

/** Somebody's picture with how reachable they are. */
export function PersonPresence({ person, size }: { person: { id: UserId; display_name: string; avatar_url?: string | null }; size?: AvatarProps["size"] }) {
  const presence = usePresence(person.id);
  return <Avatar id={person.id} name={person.display_name} url={person.avatar_url} size={size} presence={presence?.status} />;
}
