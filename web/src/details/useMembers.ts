import type { Conversation, MemberStatus, MemberView } from "@parley/client";
import { useEffect, useMemo } from "react";
import { parley } from "../app/parley.ts";
import { type Pages, usePages } from "../app/usePages.ts";
import { collator } from "../i18n/format.ts";
import { rank } from "./rights.ts";

const idOf = (member: MemberView) => member.user_id;
const WHOLE = 2_000; // up to so many are fetched at once, since only then they can stand in order

/** Members by a name, or all of them: owners first, then by name. Kept true by events. */
export function useMembers(conversation: Conversation, status: MemberStatus, query: string): Pages<MemberView> {
  const pages = usePages<MemberView>(`/conversations/${conversation.id}/members`, idOf, { limit: 200, ...(query ? { query } : { status }) });
  const { items, loaded, busy, hasMore, problem, change, reload } = pages;

  useEffect(() => parley.people.meet(...items), [items]);
  useEffect(() => { if (loaded && hasMore && !busy && !problem && !query && items.length < WHOLE) pages.loadMore(); });

  useEffect(() => {
    const here = ({ conversation_id }: { conversation_id: string }) => conversation_id === conversation.id;
    const stops = [
      parley.on("member_joined", (event) => {
        if (!here(event)) return;
        if (status === "active" && !query) change((all) => [...all.filter((one) => one.user_id !== event.user_id), event.member]);
        else change((all) => all.filter((one) => one.user_id !== event.user_id));
      }),
      parley.on("member_left", (event) => {
        if (!here(event)) return;
        if (status === "active") change((all) => all.filter((one) => one.user_id !== event.user_id));
        else if (event.status === status) reload();
      }),
      parley.on("member_updated", (event) => {
        if (!here(event)) return;
        const { user_id, role, muted_until } = event;
        if (event.status !== status) change((all) => all.filter((one) => one.user_id !== user_id));
        else if (status === "active") change((all) => all.map((one) => (one.user_id === user_id ? { ...one, role, muted_until } : one)));
        else reload();
      }),
    ];
    return () => { for (const stop of stops) stop(); };
  }, [conversation, status, query]); // `change` and `reload` know their list by these

  const isWhole = loaded && !hasMore && !query;
  const sorted = useMemo(() => (isWhole
    ? [...items].sort((one, other) => rank(other.role) - rank(one.role) || collator().compare(one.display_name, other.display_name)) : items), [items, isWhole]);
  return { ...pages, items: sorted };
}
