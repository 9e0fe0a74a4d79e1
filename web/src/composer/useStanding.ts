// Whether one may write here, and if not why.
import type { Conversation, MemberView } from "@parley/client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { parley, useCell } from "../app/parley.ts";
import { askBlocks, blockedPeople } from "./blocks.ts";
import { may } from "./roles.ts";

export type Standing =
  | { kind: "open" }
  | { kind: "archived"; mayRestore: boolean }
  | { kind: "outside"; isPublic: boolean }
  | { kind: "listening" }
  | { kind: "silenced"; until: string }
  | { kind: "blocking"; user: string; name: string }
  /** The other side takes no messages; `message` is the one that was refused. */
  | { kind: "blocked"; name: string; message: string };

export function useStanding(conversation: Conversation): Standing {
  const view = useCell(conversation.view);
  const state = useCell(parley.state).kind;
  const blocks = useCell(blockedPeople);
  const silenced = useSilence(conversation);
  const refused = useSyncExternalStore(conversation.timeline.subscribe, () =>
    view.type === "direct" ? conversation.timeline.get().items.findLast(({ sending }) => sending?.failure?.code === "blocked")?.message.id : undefined);
  useEffect(() => { if (view.type === "direct") askBlocks(); }, [view.type, state]);

  if (view.archived_at) return { kind: "archived", mayRestore: may.edit(view) };
  if (!view.my) return { kind: "outside", isPublic: view.visibility === "public" };
  if (!may.write(view)) return { kind: "listening" };
  if (silenced) return { kind: "silenced", until: silenced };
  const other = view.direct_with?.[0];
  if (other && blocks.has(other.id)) return { kind: "blocking", user: other.id, name: other.display_name };
  if (other && refused) return { kind: "blocked", name: other.display_name, message: refused };
  return { kind: "open" };
}

/** Until when a moderator has silenced oneself. In large conversations members are not kept, so oneself is asked for. */
function useSilence(conversation: Conversation): string | undefined {
  const me = useCell(parley.me);
  const known = useCell(conversation.members)?.get(me?.id ?? "")?.muted_until;
  const isGroup = conversation.view.get().type !== "direct";
  const isLarge = isGroup && conversation.view.get().member_count > 200;
  const [asked, setAsked] = useState<string | null>();
  const [now, setNow] = useState(Date.now);

  useEffect(() => {
    if (!isLarge || !me) return;
    const controller = new AbortController();
    parley.rest.get<{ items: MemberView[] }>(`/conversations/${conversation.id}/members`, { query: me.username, limit: 20 }, controller.signal)
      .then(({ items }) => setAsked(items.find(({ user_id }) => user_id === me.id)?.muted_until), () => {}); // unknown: the server says so when one writes
    const stop = parley.on("member_updated", (event) => { if (event.conversation_id === conversation.id && event.user_id === me.id) setAsked(event.muted_until); });
    return () => {
      controller.abort();
      stop();
    };
  }, [conversation, isLarge, me]);

  const until = isLarge ? asked : known;
  const left = until ? Date.parse(until) - now : 0;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(left + 50, 2_000_000_000));
    return () => clearTimeout(timer);
  }, [left]);
  // The clock is read again when somebody is silenced anew.
  useEffect(() => setNow(Date.now()), [until]);
  return until && left > 0 ? until : undefined;
}
