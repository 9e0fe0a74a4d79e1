import { hueOf, initialsOf } from "../../src/ui/initials.ts";
import type { CSSProperties } from "react";
import { usePicture } from "./files.ts";
import { useCell, useTalk } from "./talk.ts";

/** Somebody's picture, or their initials in their colour. */
export function Face({ id, name, size }: { id: string; name: string; size: number }) {
  const { parley } = useTalk();
  const url = usePicture(useCell(parley.people.person(id))?.avatar_url);
  return <Disc id={id} name={name} size={size} url={url} />;
}

/** A conversation of several. */
export const Disc = ({ id, name, size, url }: { id: string; name: string; size: number; url?: string | null }) => (
  <span className="face" aria-hidden="true" style={{ "--face": `${size}px`, "--hue": hueOf(id) } as CSSProperties}>
    {url ? <img src={url} alt="" /> : initialsOf(name)}
  </span>
);
