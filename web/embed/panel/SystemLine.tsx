import type { MessageView, UserId } from "@parley/client";
import { useEffect, useState } from "react";
import { useTalk } from "./talk.ts";

const NAMED = 3;

/** What the server says, in the reader's language: "Ada added Grace". */
export function SystemLine({ message }: { message: MessageView }) {
  const { parley, t, dates } = useTalk();
  const { event, user_ids: ids = [], count = ids.length } = (message.metadata ?? {}) as { event?: string; user_ids?: UserId[]; count?: number };
  const named = [message.sender_id, ...ids.slice(0, NAMED)];
  const [, again] = useState(0);
  const key = named.join();
  useEffect(() => {
    const stops = named.map((id) => parley.people.person(id).subscribe(() => again((n) => n + 1)));
    return () => { for (const stop of stops) stop(); };
  }, [parley, key]);
  const [actor, ...names] = named.map((id) => parley.people.person(id).get()?.display_name ?? "…");
  const rest = count - names.length;
  const phrase = `system_${event}`;
  const words = event && names.length > 0 ? t(phrase, { actor, count, names: dates.list([...names, ...(rest > 0 ? [t("others", { count: rest })] : [])]) }) : phrase;
  return <li className="system" title={dates.full(message.created_at)} dir="auto">{message.deleted_at ? t("deleted") : words === phrase ? message.content : words}</li>;
}
