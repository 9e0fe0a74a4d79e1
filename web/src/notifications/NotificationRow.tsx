import type { NotificationView } from "@parley/client";
import { AtSign, Check, CircleHelp, MessageSquare, MoreHorizontal, Paperclip, Reply, SmilePlus, Trash2, UserPlus } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { formatFull, formatNumber, formatTime } from "../i18n/format.ts";
import { useNaming } from "../people/naming.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";

const icons = { message: MessageSquare, mention: AtSign, reply: Reply, reaction: SmilePlus, added: UserPlus, file: Paperclip };

// Stand in the sentence where the names go, so that what somebody calls themselves is never read as anything but a name.
const NAME = "\uE000", PLACE = "\uE001";
const SEAMS = /([\uE000\uE001])/;

export interface NotificationRowProps {
  one: NotificationView;
  onOpen(one: NotificationView): void;
  onRead(one: NotificationView): void;
  onRemove(one: NotificationView): void;
  onWhy(one: NotificationView): void;
}

/** Who did what, where, and the beginning of the message. */
export const NotificationRow = memo(function NotificationRow({ one, onOpen, onRead, onRemove, onWhy }: NotificationRowProps) {
  const { t } = useTranslation("notifications");
  const nameOf = useNaming();
  const actor = useCell(parley.people.person(one.actor_id));
  const Icon = icons[one.type];
  const isUnread = one.read_at === null;
  const place = one.conversation_type === "direct" ? "" : nameOf({ id: one.conversation_id, type: one.conversation_type, title: one.conversation_title });
  const sentence = `says.${one.type}${place ? "In" : ""}` as const;
  return (
    <li className="notice" data-unread={isUnread || undefined}>
      <button type="button" className="notice-main" data-roving="" tabIndex={-1} onClick={() => onOpen(one)}>
        <span className="notice-face">
          <Avatar id={one.actor_id} name={one.actor_name} url={actor?.avatar_url} size={36} />
          <span className={`notice-icon notice-icon-${one.type}`}>{one.type === "reaction" && one.emoji ? one.emoji : <Icon aria-hidden="true" />}</span>
        </span>
        <span className="notice-words">
          <span className="notice-says">
            {isUnread && <VisuallyHidden>{t("unreadOne")} </VisuallyHidden>}
            {t(sentence, { count: one.count, number: formatNumber(one.count), name: NAME, place: PLACE }).split(SEAMS).map((part, at) =>
              part === NAME ? <bdi key={at} className="notice-name">{one.actor_name}</bdi> : part === PLACE ? <bdi key={at}>{place}</bdi> : part)}
          </span>
          {one.excerpt && <span className="notice-excerpt"><bdi>{one.excerpt}</bdi></span>}
        </span>
        <time className="notice-time" dateTime={one.updated_at} title={formatFull(one.updated_at)}>{formatTime(one.updated_at)}</time>
        {isUnread && <span className="notice-dot" aria-hidden="true" />}
      </button>
      <Menu label={t("more")} align="end" trigger={<IconButton size="small" icon={<MoreHorizontal />} label={t("moreAbout", { name: one.actor_name })} className="notice-more" />}>
        {isUnread && <MenuItem icon={<Check />} onSelect={() => onRead(one)}>{t("markRead")}</MenuItem>}
        {one.message_id && one.type !== "reaction" && <MenuItem icon={<CircleHelp />} onSelect={() => onWhy(one)}>{t("whyThis")}</MenuItem>}
        <MenuItem icon={<Trash2 />} danger onSelect={() => onRemove(one)}>{t("remove")}</MenuItem>
      </Menu>
    </li>
  );
});
