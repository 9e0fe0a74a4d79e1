import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresenceStatus } from "../../../sdk/js/src/protocol.ts";
import { hueOf, initialsOf } from "./initials.ts";
import { classes } from "./classes.ts";
import "./Avatar.css";

export interface AvatarProps {
  /** Chooses the colour, so that it stays when the name changes. */
  id: string;
  name: string;
  url?: string | null;
  size?: 16 | 20 | 24 | 28 | 32 | 36 | 40 | 56 | 72 | 80 | 96;
  /** Absent or null: no dot. The dot's shape says the same as its colour. */
  presence?: PresenceStatus | null;
  /** Where the name does not stand beside it. */
  named?: boolean;
  className?: string;
}

export function Avatar({ id, name, url, size = 36, presence, named, className }: AvatarProps) {
  const { t } = useTranslation("ui");
  const [broken, setBroken] = useState<string | null>(null);
  const words = [named && name, presence && t(`presence.${presence}`)].filter(Boolean).join(", ");
  return (
    <span
      className={classes("ui-avatar", className)} style={{ "--avatar": `${size}px`, "--hue": hueOf(id) } as React.CSSProperties}
      {...(words ? { role: "img", "aria-label": words } : { "aria-hidden": true })}
    >
      {url && url !== broken
        ? <img src={url} alt="" width={size} height={size} loading="lazy" decoding="async" draggable={false} className="ui-avatar-face" onError={() => setBroken(url)} />
        : <span className="ui-avatar-face ui-avatar-initials" data-initials={initialsOf(name)} />}
      {presence && <PresenceDot status={presence} />}
    </span>
  );
}

/** Full, half, barred, hollow: told apart without seeing colours. */
export function PresenceDot({ status }: { status: PresenceStatus }) {
  return (
    <svg viewBox="0 0 12 12" className={`ui-presence ui-presence-${status}`} aria-hidden="true">
      <circle cx="6" cy="6" r="6" className="ui-presence-gap" />
      {status === "online" && <circle cx="6" cy="6" r="4.5" />}
      {status === "busy" && <><circle cx="6" cy="6" r="4.5" /><rect x="3.4" y="5.1" width="5.2" height="1.8" rx="0.9" className="ui-presence-gap" /></>}
      {status === "away" && <path d="M6 1.5a4.5 4.5 0 1 0 4.5 4.9A3.2 3.2 0 0 1 6 1.5Z" />}
      {status === "offline" && <circle cx="6" cy="6" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.7" />}
    </svg>
  );
}

export interface GroupAvatarProps {
  id: string;
  name: string;
  /** The two people shown; without them the group's initials. */
  people?: { id: string; name: string; url?: string | null }[];
  size?: AvatarProps["size"];
}

export function GroupAvatar({ id, name, people = [], size = 36 }: GroupAvatarProps) {
  const two = people.slice(0, 2);
  if (two.length < 2) {
    return (
      <span className="ui-avatar ui-avatar-group" style={{ "--avatar": `${size}px`, "--hue": hueOf(id) } as React.CSSProperties} aria-hidden="true">
        <span className="ui-avatar-face ui-avatar-initials" data-initials={initialsOf(name)} />
      </span>
    );
  }
  return (
    <span className="ui-avatar ui-avatar-pair" style={{ "--avatar": `${size}px` } as React.CSSProperties} aria-hidden="true">
      {two.map((person) => (
        <span key={person.id} className="ui-avatar-small" style={{ "--hue": hueOf(person.id), "--avatar": `${Math.round(size * 0.66)}px` } as React.CSSProperties}>
          {person.url ? <img src={person.url} alt="" className="ui-avatar-face" draggable={false} /> : <span className="ui-avatar-face ui-avatar-initials" data-initials={initialsOf(person.name).slice(0, 1)} />}
        </span>
      ))}
    </span>
  );
}
