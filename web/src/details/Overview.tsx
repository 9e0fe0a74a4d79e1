import type { Conversation } from "@parley/client";
import { Archive, BarChart3, ChevronRight, File, Hash, Lock, Pencil, Pin, Search, Tag, Users } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { openDialog } from "../app/dialogs.ts";
import { type Panel, usePanel } from "../app/panel.ts";
import { useCell } from "../app/parley.ts";
import { formatDate, formatNumber } from "../i18n/format.ts";
import { useNaming } from "../people/naming.ts";
import { PersonPresence } from "../people/PersonPresence.tsx";
import { StatusLine } from "../people/StatusLine.tsx";
import { GroupAvatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { EditDialog } from "./EditDialog.tsx";
import { Endings } from "./Endings.tsx";
import { MySettings } from "./MySettings.tsx";
import { may } from "./rights.ts";
import { slowModeText } from "./slowMode.ts";

/** What it is, what is in it, what one has set for oneself, and how it ends. */
export function Overview({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("details");
  const view = useCell(conversation.view);
  const name = useNaming()(view);
  const [isEditing, edit] = useState(false);
  const other = view.type === "direct" ? view.direct_with?.[0] : undefined;
  const isDirect = view.type === "direct";
  const facts = [
    !isDirect && t(`kind.${view.type}.${view.visibility}`),
    !isDirect && view.history === "from_join" && t("historyFromJoin"),
    view.slow_mode_seconds > 0 && t("slowModeIs", { every: slowModeText(view.slow_mode_seconds) }),
    t("createdOn", { when: formatDate(view.created_at) }),
  ].filter(Boolean);

  return (
    <div className="details-body">
      <div className="details-about">
        {other ? <PersonPresence person={other} size={56} /> : view.type === "channel" ? <span className="details-sign" aria-hidden="true">{view.visibility === "private" ? <Lock /> : <Hash />}</span> : <GroupAvatar id={view.id} name={name} size={56} />}
        <h3 className="details-name"><bdi>{name}</bdi></h3>
        {other && <p className="details-muted"><bdi>@{other.username}</bdi></p>}
        {other && <StatusLine person={other} full />}
        {view.description && <p className="details-description" dir="auto">{view.description}</p>}
        <p className="details-muted details-facts">{facts.join(" · ")}</p>
        <div className="details-buttons">
          {other && <Button size="small" onClick={() => openDialog({ kind: "profile", id: other.id })}>{t("profile")}</Button>}
          {may(view, "edit") && <Button size="small" icon={<Pencil />} onClick={() => edit(true)}>{t("edit")}</Button>}
        </div>
      </div>
      {view.archived_at && <p className="details-note"><Archive aria-hidden="true" />{t("archivedSince", { when: formatDate(view.archived_at) })}</p>}
      {view.context && <p className="details-note"><Tag aria-hidden="true" /><span>{t("belongsTo")} <bdi className="details-context">{view.context.type} {view.context.id}</bdi></span></p>}
      <nav className="details-nav" aria-label={t("parts")}>
        {!isDirect && <Part kind="members" icon={<Users />} count={formatNumber(view.member_count)}>{t("part.members")}</Part>}
        {view.my && <Part kind="files" icon={<File />}>{t("part.files")}</Part>}
        {view.my && <Part kind="pins" icon={<Pin />}>{t("part.pins")}</Part>}
        {view.my && <Part kind="statistics" icon={<BarChart3 />}>{t("part.statistics")}</Part>}
        {view.my && <Part kind="search" icon={<Search />}>{t("part.search")}</Part>}
      </nav>
      {view.my && <MySettings conversation={conversation} />}
      {view.my && <Endings conversation={conversation} name={name} />}
      {isEditing && <EditDialog view={view} onClose={() => edit(false)} />}
    </div>
  );
}

function Part({ kind, icon, count, children }: { kind: Exclude<Panel["kind"], "thread">; icon: ReactNode; count?: string; children: ReactNode }) {
  const [, openPanel] = usePanel();
  return (
    <button type="button" className="details-part" onClick={() => openPanel({ kind })}>
      {icon}<span className="details-part-name">{children}</span>{count && <span className="details-muted">{count}</span>}<ChevronRight aria-hidden="true" className="details-part-more" />
    </button>
  );
}
