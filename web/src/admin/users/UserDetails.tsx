import type { AdminUserDetails, AdminUserView, InvitedUser } from "@parley/client";
import { KeyRound, LogOut, Pencil, UserCheck, UserX } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { parley } from "../../app/parley.ts";
import { formatFull, formatNumber } from "../../i18n/format.ts";
import { Avatar, Button, Skeleton } from "../../ui/index.ts";
import { useAdminAddress } from "../address.ts";
import type { Deed } from "../parts/Deed.tsx";
import { Facts } from "../parts/Facts.tsx";
import { Problem } from "../parts/Problem.tsx";
import { useAnswer } from "../parts/useAnswer.ts";
import { When } from "../parts/When.tsx";
import { useScope } from "../Scope.tsx";
import { EditUser } from "./EditUser.tsx";
import { InvitationLink } from "./InvitationLink.tsx";
import { UserState } from "./UserState.tsx";
import { useUserDeeds } from "./useUserDeeds.ts";

/** One account: what it is, where it is signed in, where it is a member, and what can be done with it. */
export function UserDetails({ id, turn, onDeed, onChanged }: { id: string; turn: number; onDeed(deed: Deed): void; onChanged(): void }) {
  const { query } = useScope();
  const { value, problem, reload } = useAnswer<AdminUserDetails>(`/admin/users/${id}`, query);
  useEffect(() => { if (turn > 0) reload(); }, [turn, reload]);
  if (problem) return <Problem error={problem} onRetry={reload} />;
  return value ? <Details details={value} onDeed={onDeed} onChanged={onChanged} /> : <Skeleton lines={8} />;
}

function Details({ details: { account, sessions, memberships }, onDeed, onChanged }: { details: AdminUserDetails; onDeed(deed: Deed): void; onChanged(): void }) {
  const { t } = useTranslation("admin");
  const { user } = account;
  const { me } = useScope();
  const { to } = useAdminAddress();
  const deeds = useUserDeeds([account]);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <header className="admin-detail-head">
        <Avatar id={user.id} name={user.display_name} url={user.avatar_url} size={56} />
        <div className="admin-detail-words"><h2><bdi>{user.display_name}</bdi></h2><bdi className="admin-muted">@{user.username}</bdi></div>
      </header>
      <div className="admin-deeds">
        <Button size="small" icon={<Pencil />} onClick={() => setEditing(true)}>{t("edit")}</Button>
        <Invite account={account} onDeed={onDeed} />
        {user.id !== me.id && <>
          <Button size="small" icon={<LogOut />} onClick={() => onDeed(deeds.signOut())}>{t("users.signOut")}</Button>
          {user.disabled
            ? <Button size="small" icon={<UserCheck />} onClick={() => onDeed(deeds.enable())}>{t("users.enable")}</Button>
            : <Button size="small" className="admin-danger" icon={<UserX />} onClick={() => onDeed(deeds.disable())}>{t("users.disable")}</Button>}
        </>}
      </div>
      <Facts facts={[
        [t("users.state"), <UserState account={account} />], [t("users.role"), t(`role.${user.role}`)], [t("users.type"), <bdi>{user.account_type}</bdi>],
        [t("users.email"), user.email && <bdi>{user.email}</bdi>], [t("users.lastLogIn"), <When at={account.last_log_in_at} />], [t("users.lastSeen"), <When at={account.last_seen_at} />],
        [t("users.messages"), <Link href={to("messages", undefined, { user_id: user.id })}>{formatNumber(account.message_count)}</Link>],
        [t("users.created"), <When at={user.created_at} />], [t("users.externalId"), account.external_id && <bdi>{account.external_id}</bdi>],
        [t("sections.audit"), <Link href={to("audit", undefined, { actor: user.id })}>{t("users.deedsOf")}</Link>],
      ]} />
      <h3 className="admin-detail-part">{t("users.sessionsOf", { count: sessions.length })}</h3>
      {sessions.length === 0 ? <p className="admin-muted">{t("users.noSessions")}</p> : (
        <ul role="list" className="admin-lines">
          {sessions.map((session) => (
            <li key={session.id}>
              <span className="admin-line-main" title={session.user_agent ?? undefined}><bdi>{session.user_agent ?? t("users.unknownDevice")}</bdi></span>
              <span className="admin-muted"><bdi dir="ltr">{session.address}</bdi> · <time dateTime={session.last_used_at}>{t("users.lastUsed", { when: formatFull(session.last_used_at) })}</time></span>
            </li>
          ))}
        </ul>
      )}
      <h3 className="admin-detail-part">{t("users.membershipsOf", { count: memberships.length })}</h3>
      {memberships.length === 0 ? <p className="admin-muted">{t("users.noMemberships")}</p> : (
        <ul role="list" className="admin-lines">
          {memberships.map((one) => (
            <li key={one.conversation_id}>
              <Link href={to("conversations", one.conversation_id)} className="admin-line-main"><bdi>{one.title ?? t(`type.${one.type}`)}</bdi></Link>
              <span className="admin-muted">{one.status === "active" ? t(`memberRole.${one.role}`) : t(`memberStatus.${one.status}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <EditUser account={account} open={isEditing} onClose={() => setEditing(false)} onChanged={onChanged} />
    </>
  );
}

/** A new link for somebody who lost their password, or never used the first. */
function Invite({ account, onDeed }: { account: AdminUserView; onDeed(deed: Deed): void }) {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const [invited, setInvited] = useState<InvitedUser | null>(null);
  const { user } = account;
  const ask = () => onDeed({
    title: t("users.inviteTitle", { name: user.display_name }), text: t("users.inviteText"), confirm: t("users.invite"), kind: "primary", targets: [{ id: user.id, name: `${user.display_name} (@${user.username})` }],
    run: async () => setInvited(await parley.rest.post<InvitedUser>(`/admin/users/${user.id}/invite`, {}, { query })), said: () => t("users.invited"),
  });
  return (
    <>
      <Button size="small" icon={<KeyRound />} onClick={ask}>{t("users.invite")}</Button>
      <InvitationLink invited={invited} onClose={() => setInvited(null)} />
    </>
  );
}
