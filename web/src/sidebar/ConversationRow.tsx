import type { Conversation } from "@parley/client";
import { BellOff, Hash, Lock, Pencil, Pin } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { currentStatus } from "../app/customStatus.ts";
import { parley, useCell } from "../app/parley.ts";
import { toConversation } from "../app/routes.ts";
import { Avatar, GroupAvatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { classes } from "../ui/classes.ts";
import { ContextMenu } from "../ui/Menu.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { ConversationActions } from "./ConversationActions.tsx";
import { otherOf, useName } from "./names.ts";
import { isMuted } from "./order.ts";

interface Props { conversation: Conversation; isCurrent: boolean; isStop: boolean; onStop(id: string): void }

/** One conversation in the sidebar: who or what it is, and what waits in it. */
export const ConversationRow = memo(function ConversationRow({ conversation, isCurrent, isStop, onStop }: Props) {
  const { t } = useTranslation("sidebar");
  const view = useCell(conversation.view);
  const draft = useCell(parley.drafts).get(conversation.id);
  const name = useName(view);
  const other = view.type === "direct" ? otherOf(view) : undefined;
  const person = useCell(parley.people.person(other?.id ?? parley.meId()));
  const status = other ? currentStatus(person ?? other) : null;
  const muted = isMuted(view);
  const unread = view.unread_count ?? 0;
  const mentions = view.my?.unread_mentions ?? 0;
  const counts = mentions > 0 || view.type === "direct";
  return (
    <div role="listitem">
      <ContextMenu
        label={name}
        target={(
          <Link
            to={toConversation(conversation.id)} className={classes("sidebar-row", unread > 0 && !muted && "sidebar-row-unread", muted && "sidebar-row-muted")}
            aria-current={isCurrent ? "page" : undefined} tabIndex={isStop ? 0 : -1} data-conversation={conversation.id} onFocus={() => onStop(conversation.id)}
          >
            {other ? <PersonFace id={other.id} name={name} url={person?.avatar_url ?? other.avatar_url} />
              : view.type === "group" ? <GroupAvatar id={view.id} name={name} size={28} />
              : <span className="sidebar-sign" aria-hidden="true">{view.visibility === "private" ? <Lock /> : <Hash />}</span>}
            <span className="sidebar-name"><bdi>{name}</bdi>{status?.emoji && <span className="sidebar-status" title={status.text ?? undefined}>{status.emoji}</span>}</span>
            <span className="sidebar-signs">
              {draft && !isCurrent && <><Pencil aria-hidden="true" /><VisuallyHidden>{t("hasDraft")}</VisuallyHidden></>}
              {muted && <><BellOff aria-hidden="true" /><VisuallyHidden>{t("muted")}</VisuallyHidden></>}
              {view.my?.pinned && <Pin aria-hidden="true" className="sidebar-pin" />}
              {mentions > 0 ? <Badge count={mentions} kind="mention" label={t("mentions", { count: mentions })} />
                : unread > 0 && <Badge count={counts ? unread : 0} dot={!counts} kind={muted ? "muted" : "unread"} label={t("unread", { count: unread })} />}
            </span>
          </Link>
        )}
      >
        <ConversationActions conversation={conversation} />
      </ContextMenu>
    </div>
  );
});

function PersonFace({ id, name, url }: { id: string; name: string; url: string | null }) {
  const presence = useCell(parley.people.presence(id));
  return <Avatar id={id} name={name} url={url} size={28} presence={presence?.status ?? "offline"} />;
}
