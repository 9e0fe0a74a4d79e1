import { formatNumber } from "../i18n/format.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";
import "./Badge.css";

export interface BadgeProps {
  /** Absent or 0 with `dot`: only a dot. */
  count?: number;
  dot?: boolean;
  kind?: "unread" | "mention" | "muted";
  /** What it means, for screen readers: "3 unread messages". */
  label: string;
}

/** A number for mentions and direct messages, a dot for the rest; nothing when there is nothing. */
export function Badge({ count = 0, dot, kind = "unread", label }: BadgeProps) {
  if (!dot && count <= 0) return null;
  return (
    <span className={`ui-badge ui-badge-${kind}${dot ? " ui-badge-dot" : ""}`}>
      {!dot && <span aria-hidden="true" dir="ltr">{count > 99 ? `${formatNumber(99)}+` : formatNumber(count)}</span>}
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}
