import type { ReactNode } from "react";

/** A state in one word; the colour only repeats what the word says. */
export const Chip = ({ tone = "plain", children }: { tone?: "plain" | "good" | "bad" | "waiting"; children: ReactNode }) => <span className={`admin-chip admin-chip-${tone}`}>{children}</span>;
