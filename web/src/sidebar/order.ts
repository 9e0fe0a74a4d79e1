// Which conversations stand where in the sidebar.
import type { Conversation, ConversationView } from "@parley/client";

export type Section = "unread" | "pinned" | "channels" | "direct" | "archived";

export type Row = { kind: "section"; section: Section; count: number } | { kind: "conversation"; conversation: Conversation; section: Section };

export const isMuted = ({ my }: ConversationView): boolean => my?.muted_until != null && Date.parse(my.muted_until) > Date.now();

export const hasNews = (view: ConversationView) => (view.my?.unread_mentions ?? 0) > 0 || ((view.unread_count ?? 0) > 0 && !isMuted(view));

/** Sections in the order of the guide: unread (by setting), pinned, channels and groups, direct; the archive at the foot, closed unless asked. `held`: stays among the unread. */
export function rowsOf(conversations: readonly Conversation[], { unreadFirst, closed, held }: { unreadFirst: boolean; closed: ReadonlySet<Section>; held?: string }): Row[] {
  const sections: Record<Section, Conversation[]> = { unread: [], pinned: [], channels: [], direct: [], archived: [] };
  for (const conversation of conversations) {
    const view = conversation.view.get();
    const section: Section = view.my?.archived ? "archived" : unreadFirst && (hasNews(view) || conversation.id === held) ? "unread" : view.my?.pinned ? "pinned" : view.type === "direct" ? "direct" : "channels";
    sections[section].push(conversation);
  }
  return (Object.entries(sections) as [Section, Conversation[]][]).flatMap(([section, list]): Row[] => list.length === 0 ? [] : [
    { kind: "section", section, count: list.length },
    ...(closed.has(section) ? [] : list.map((conversation) => ({ kind: "conversation" as const, conversation, section }))),
  ]);
}
