import type { UserId } from "@parley/client";
import type { ReactNode } from "react";
import { openDialog } from "../../app/dialogs.ts";
import { parley, useCell } from "../../app/parley.ts";
import { Avatar } from "../../ui/Avatar.tsx";

/** A person in a list; leads to their profile. */
export function PersonLine({ id, after, onLeave }: { id: UserId; after?: ReactNode; onLeave(): void }) {
  const person = useCell(parley.people.person(id)), presence = useCell(parley.people.presence(id));
  return (
    <li>
      <button type="button" className="timeline-person" onClick={() => { onLeave(); openDialog({ kind: "profile", id }); }}>
        <Avatar id={id} name={person?.display_name ?? ""} url={person?.avatar_url} size={32} presence={presence?.status ?? null} />
        <span className="timeline-person-name"><bdi>{person?.display_name ?? "…"}</bdi></span>
        {after && <span className="timeline-person-after">{after}</span>}
      </button>
    </li>
  );
}
