import type { MessageView, UserId } from "@parley/client";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatFull, formatList, formatTime } from "../i18n/format.ts";

const NAMED = 2;

interface News { event?: string; user_ids?: UserId[]; count?: number }
const newsOf = ({ metadata }: MessageView) => (metadata ?? {}) as News;

/** What the server says, worded here from what it carries: "Ada, Grace and 3 others joined". */
export function SystemLine({ lines, id }: { lines: readonly MessageView[]; id: string }) {
  const { t } = useTranslation("timeline");
  const last = lines.at(-1)!;
  const { event } = newsOf(last);
  const ids = [...new Set(lines.flatMap((line) => newsOf(line).user_ids ?? []))];
  const counted = lines.reduce((sum, line) => sum + Math.max(newsOf(line).count ?? 0, newsOf(line).user_ids?.length ?? 0), 0);
  const people = usePeople(ids.slice(0, NAMED + 1));
  const actor = useCell(parley.people.person(last.sender_id));
  // Two names and a number; three names where the third is all that is left.
  const total = lines.length === 1 ? counted : Math.max(ids.length, NAMED);
  const named = total === NAMED + 1 ? people : people.slice(0, NAMED);
  const rest = total - named.length;
  const names = formatList([...named, ...(rest > 0 ? [t("others", { count: rest })] : [])]);
  const known = event !== undefined && people.length > 0;
  const text = last.deleted_at ? t("deleted") : known ? t(`system_${event}`, { names, count: total, actor: actor?.display_name ?? "…", defaultValue: last.content }) : last.content;
  return (
    <div className="timeline-system" data-message={id} tabIndex={-1} title={formatFull(last.created_at)}>
      <span dir="auto">{text}</span> <time dateTime={last.created_at}>{formatTime(last.created_at)}</time>
    </div>
  );
}

function usePeople(ids: UserId[]): string[] {
  const [, again] = useState(0);
  const key = ids.join();
  useEffect(() => {
    const stops = ids.map((id) => parley.people.person(id).subscribe(() => again((n) => n + 1)));
    return () => { for (const stop of stops) stop(); };
  }, [key]);
  return ids.map((id) => parley.people.person(id).get()?.display_name ?? "…");
}
