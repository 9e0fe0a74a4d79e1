import type { ConversationView, MemberRole, MemberView } from "@parley/client";
import { MicOff, MoreHorizontal } from "lucide-react";
import { memo, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { openDialog } from "../app/dialogs.ts";
import { parley, useCell } from "../app/parley.ts";
import { formatWhen } from "../i18n/format.ts";
import { PersonPresence } from "../people/PersonPresence.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu } from "../ui/Menu.tsx";
import { MemberActions } from "./MemberActions.tsx";
import { MemberQuestion, type Question } from "./MemberQuestion.tsx";
import { rightsOver } from "./rights.ts";
import "../people/People.css";

/** A member: who, in which role, whether they may speak; and what one may do about them. `onSeen`: the end is near. */
export const MemberRow = memo(function MemberRow({ member, view, onSeen }: { member: MemberView; view: ConversationView; onSeen?: () => void }) {
  const { t } = useTranslation("details");
  const me = useCell(parley.me);
  const person = useCell(parley.people.person(member.user_id));
  const [question, ask] = useState<Question>();
  useEffect(() => onSeen?.(), [onSeen]);
  const isMe = member.user_id === me?.id;
  const isBanned = member.status === "banned";
  const rights = rightsOver({ view, me: me?.id ?? "", member });
  const isSilenced = member.muted_until !== null && member.muted_until > new Date().toISOString();
  const role: MemberRole | undefined = member.role === "member" || view.type === "direct" ? undefined : member.role;

  return (
    <div role="listitem" className="people-row details-member">
      <button type="button" className="people-row-main" data-roving={member.display_name} tabIndex={-1} onClick={() => openDialog({ kind: "profile", id: member.user_id })}>
        <PersonPresence person={{ id: member.user_id, display_name: member.display_name, avatar_url: person?.avatar_url }} size={36} />
        <span className="people-row-words">
          <span className="people-row-name">
            <bdi className="people-name">{member.display_name}</bdi>
            {isMe && <span className="people-tag">{t("you")}</span>}
            {role && !isBanned && <span className="people-tag">{t(`role.${role}`)}</span>}
          </span>
          <span className="people-row-text">
            <bdi>@{member.username}</bdi>
            {isSilenced && <span className="details-silenced"><MicOff aria-hidden="true" />{t("silencedUntil", { when: formatWhen(member.muted_until!) })}</span>}
          </span>
        </span>
      </button>
      {(Object.values(rights).some(Boolean) || (isBanned && rights.ban)) && (
        <Menu label={t("about", { name: member.display_name })} align="end" trigger={<IconButton size="small" icon={<MoreHorizontal />} label={t("about", { name: member.display_name })} />}>
          <MemberActions member={member} view={view} rights={rights} onAsk={ask} />
        </Menu>
      )}
      <MemberQuestion question={question} member={member} view={view} onClose={() => ask(undefined)} />
    </div>
  );
});
