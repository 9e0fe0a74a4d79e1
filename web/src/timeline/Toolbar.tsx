import type { TimelineItem } from "@parley/client";
import { Ellipsis, MessageSquareReply, MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { QuickReactions } from "../emoji/QuickReactions.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu } from "../ui/Menu.tsx";
import { actionsFor } from "./actions.ts";
import { useTalk } from "./context.ts";
import { MoreItems } from "./MoreItems.tsx";

/** Three recent reactions and all others, reply, thread, and the rest in a menu. */
export default function Toolbar({ item, onOpenChange }: { item: TimelineItem; onOpenChange(open: boolean): void }) {
  const { t } = useTranslation("timeline");
  const talk = useTalk();
  const { message } = item;
  const can = actionsFor(item, talk.conversation.view.get(), talk.me, talk.thread);
  if (can.size === 0) return null;
  return (
    <div className="timeline-toolbar" role="toolbar" aria-label={t("actions")}>
      {can.has("react") && <QuickReactions onReact={(emoji) => talk.react(message, emoji)} onOpenChange={onOpenChange} />}
      {can.has("reply") && <IconButton size="small" label={t("reply")} keys="R" icon={<MessageSquareReply />} onClick={() => talk.reply(message)} />}
      {can.has("thread") && <IconButton size="small" label={t("thread")} keys="T" icon={<MessagesSquare />} onClick={() => talk.openThread(message.reply_to ?? message.id)} />}
      <Menu trigger={<IconButton size="small" label={t("more")} icon={<Ellipsis />} />} align="end" onOpenChange={onOpenChange} label={t("actions")}>
        <MoreItems message={message} can={can} />
      </Menu>
    </div>
  );
}
