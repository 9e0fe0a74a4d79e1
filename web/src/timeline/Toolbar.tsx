import type { TimelineItem } from "@parley/client";
import { Ellipsis, MessageSquareReply, MessagesSquare, SmilePlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu } from "../ui/Menu.tsx";
import { Popover } from "../ui/Popover.tsx";
import { actionsFor } from "./actions.ts";
import { useTalk } from "./context.ts";
import { MoreItems } from "./MoreItems.tsx";
import { useRecentEmoji } from "./recentEmoji.ts";

const EmojiPicker = lazy(() => import("../emoji/EmojiPicker.tsx"));

/** Three recent reactions and all others, reply, thread, and the rest in a menu. */
export function Toolbar({ item, onOpenChange }: { item: TimelineItem; onOpenChange(open: boolean): void }) {
  const { t } = useTranslation("timeline");
  const talk = useTalk();
  const recent = useRecentEmoji();
  const [picking, setPicking] = useState(false);
  const { message } = item;
  const can = actionsFor(item, talk.conversation.view.get(), talk.me, talk.thread);
  const pick = (open: boolean) => { setPicking(open); onOpenChange(open); };
  if (can.size === 0) return null;
  return (
    <div className="timeline-toolbar" role="toolbar" aria-label={t("actions")}>
      {can.has("react") && <>
        {recent.map((emoji) => (
          <button key={emoji} type="button" className="timeline-quick" aria-label={t("reactWith", { emoji })} aria-pressed={message.reactions.some((one) => one.emoji === emoji && one.mine)} onClick={() => talk.react(message, emoji)}>
            <span aria-hidden="true">{emoji}</span>
          </button>
        ))}
        <Popover
          label={t("react")} open={picking} onOpenChange={pick} align="end" className="timeline-picker"
          trigger={<IconButton size="small" label={t("react")} keys="+" icon={<SmilePlus />} />}
        >
          {picking && <Suspense fallback={<div className="timeline-picker-room" />}><EmojiPicker onPick={(emoji) => { pick(false); talk.react(message, emoji); }} /></Suspense>}
        </Popover>
      </>}
      {can.has("reply") && <IconButton size="small" label={t("reply")} keys="R" icon={<MessageSquareReply />} onClick={() => talk.reply(message)} />}
      {can.has("thread") && <IconButton size="small" label={t("thread")} keys="T" icon={<MessagesSquare />} onClick={() => talk.openThread(message.reply_to ?? message.id)} />}
      <Menu trigger={<IconButton size="small" label={t("more")} icon={<Ellipsis />} />} align="end" onOpenChange={onOpenChange} label={t("actions")}>
        <MoreItems message={message} can={can} />
      </Menu>
    </div>
  );
}
