import type { ConversationView, MessageId, TimelineItem, UserId } from "@parley/client";
import { may } from "./may.ts";

export type Action =
  | "react" | "reply" | "thread" | "edit" | "delete" | "forward" | "pin" | "unpin" | "save" | "copyText" | "copyLink" | "markUnread" | "report"
  | "reactions" | "readers" | "history";

/** What this person can do with this message, as the server would allow it. */
export function actionsFor({ message, sending }: TimelineItem, view: ConversationView, me: UserId, thread?: MessageId): ReadonlySet<Action> {
  const can = new Set<Action>();
  if (sending || message.deleted_at || message.ordinal === 0) return can;
  const isMine = message.sender_id === me, isSystem = message.message_type === "system";
  const add = (action: Action, when: unknown) => { if (when) can.add(action); };
  const writes = may(view, "post");
  add("copyText", message.content && !isSystem);
  add("copyLink", true);
  if (!view.my) return can;
  add("react", may(view, "react") && !isSystem);
  add("reply", writes && !isSystem);
  add("thread", !thread && !isSystem && (writes || message.reply_count > 0));
  add("edit", isMine && !isSystem && writes && !message.forward_from && message.content);
  add("delete", (isMine && !isSystem) || may(view, "deleteAnyMessage"));
  add("forward", !isSystem);
  add("unpin", message.pinned_at && may(view, "pin"));
  add("pin", !message.pinned_at && !isSystem && may(view, "pin"));
  add("save", !isSystem);
  add("markUnread", !thread && !isMine);
  add("report", !isMine && !isSystem);
  add("reactions", message.reactions.length > 0);
  add("readers", isMine && !isSystem && view.member_count > 1);
  add("history", message.edited_at);
  return can;
}
