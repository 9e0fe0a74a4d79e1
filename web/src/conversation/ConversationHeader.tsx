import type { Conversation } from "@parley/client";
import { ArrowLeft, EllipsisVertical, Hash, Info, Lock, Pin, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { currentStatus } from "../app/customStatus.ts";
import { usePanel } from "../app/panel.ts";
import { parley, useCell } from "../app/parley.ts";
import { formatWhen } from "../i18n/format.ts";
import { ConversationActions } from "../sidebar/ConversationActions.tsx";
import { otherOf } from "../sidebar/names.ts";
import { Avatar, GroupAvatar } from "../ui/Avatar.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu } from "../ui/Menu.tsx";

/** Who or what one talks to, and the ways into its panels. */
export function ConversationHeader({ conversation, name }: { conversation: Conversation; name: string }) {
  const { t } = useTranslation("app");
  const view = useCell(conversation.view);
  const [panel, openPanel] = usePanel();
  const other = view.type === "direct" ? otherOf(view) : undefined;
  const toggle = (kind: "info" | "search" | "pins" | "members") => openPanel(panel?.kind === kind ? undefined : { kind });
  return (
    <header className="conversation-head">
      <Link to="/" className="conversation-back" aria-label={t("header.back")}><ArrowLeft aria-hidden="true" /></Link>
      <button type="button" className="conversation-who" onClick={() => toggle("info")} aria-expanded={panel?.kind === "info"} title={t("header.info")}>
        {other ? <OtherFace id={other.id} name={name} url={other.avatar_url} />
          : view.type === "group" ? <GroupAvatar id={view.id} name={name} size={32} />
          : <span className="conversation-sign" aria-hidden="true">{view.visibility === "private" ? <Lock /> : <Hash />}</span>}
        <span className="conversation-words">
          <h1 className="conversation-name"><bdi>{name}</bdi></h1>
          <span className="conversation-sub">{other ? <OtherLine id={other.id} /> : view.description || t("header.members", { count: view.member_count })}</span>
        </span>
      </button>
      <IconButton label={t("header.search")} icon={<Search />} aria-pressed={panel?.kind === "search"} onClick={() => toggle("search")} />
      <IconButton label={t("header.pins")} icon={<Pin />} aria-pressed={panel?.kind === "pins"} onClick={() => toggle("pins")} className="conversation-wide" />
      <IconButton label={t("header.info")} icon={<Info />} aria-pressed={panel?.kind === "info"} onClick={() => toggle("info")} className="conversation-wide" />
      {view.my && (
        <Menu label={t("header.more")} align="end" trigger={<IconButton label={t("header.more")} icon={<EllipsisVertical />} />}>
          <ConversationActions conversation={conversation} />
        </Menu>
      )}
    </header>
  );
}

function OtherFace({ id, name, url }: { id: string; name: string; url: string | null }) {
  const presence = useCell(parley.people.presence(id));
  const person = useCell(parley.people.person(id));
  return <Avatar id={id} name={name} url={person?.avatar_url ?? url} size={32} presence={presence?.status ?? "offline"} />;
}

function OtherLine({ id }: { id: string }) {
  const { t } = useTranslation("app");
  const presence = useCell(parley.people.presence(id));
  const status = currentStatus(useCell(parley.people.person(id)));
  const reach = !presence || (presence.status === "offline" && !presence.last_seen) ? t("header.offline")
    : presence.status === "offline" ? t("header.lastSeen", { when: formatWhen(presence.last_seen!) }) : t(`header.${presence.status}`);
  return <>{reach}{status && <> · {status.emoji} <bdi>{status.text}</bdi></>}</>;
}
