import type { ConversationView, MemberRole, MemberView, UpdateMember } from "@parley/client";
import { Ban, Crown, Mic, MicOff, ShieldCheck, Undo2, UserMinus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { MenuChoice, MenuItem, MenuSeparator, MenuSub } from "../ui/Menu.tsx";
import { toast } from "../ui/toasts.ts";
import { act } from "./act.ts";
import type { Question } from "./MemberQuestion.tsx";
import { isAbove, type rightsOver, ROLES } from "./rights.ts";

const MINUTE = 60_000;
const SPANS: [name: string, milliseconds: number][] = [["tenMinutes", 10 * MINUTE], ["hour", 60 * MINUTE], ["day", 1440 * MINUTE], ["week", 10_080 * MINUTE]];

/** The items of a member's menu; only what would not be refused. */
export function MemberActions({ member, view, rights, onAsk }: { member: MemberView; view: ConversationView; rights: ReturnType<typeof rightsOver>; onAsk(question: Question): void }) {
  const { t } = useTranslation("details");
  const path = `/conversations/${view.id}/members/${member.user_id}`;
  const name = member.display_name;
  const update = (change: UpdateMember) => parley.rest.patch(path, change);
  const mine = view.my?.role ?? "member";

  if (member.status === "banned")
    return <MenuItem icon={<Undo2 />} onSelect={() => void act(() => update({ status: "left" })).then((done) => { if (done) toast(t("banLifted", { name })); })}>{t("liftBan")}</MenuItem>;

  const setRole = (role: MemberRole) => void act(() => update({ role })).then((done) => {
    if (done) toast(t("roleChanged", { name, role: t(`role.${role}`) }), { action: { label: t("undo"), onAct: () => void act(() => update({ role: member.role })) } });
  });
  const isSilenced = member.muted_until !== null && member.muted_until > new Date().toISOString();
  return (
    <>
      {rights.changeRole && (
        <MenuSub label={t("changeRole")} icon={<ShieldCheck />}>
          <MenuChoice
            label={t("changeRole")} value={member.role} onChange={(role) => setRole(role as MemberRole)}
            options={ROLES.filter((role) => isAbove(mine, role) || role === member.role).map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
        </MenuSub>
      )}
      {rights.silence && (isSilenced
        ? <MenuItem icon={<Mic />} onSelect={() => void act(() => update({ muted_until: new Date(0).toISOString() }))}>{t("unsilence")}</MenuItem>
        : (
          <MenuSub label={t("silence")} icon={<MicOff />}>
            {SPANS.map(([span, milliseconds]) => (
              <MenuItem key={span} onSelect={() => void act(() => update({ muted_until: new Date(Date.now() + milliseconds).toISOString() }))}>{t(`span.${span}`)}</MenuItem>
            ))}
          </MenuSub>
        ))}
      {rights.transfer && <MenuItem icon={<Crown />} onSelect={() => onAsk("transfer")}>{t("transfer")}</MenuItem>}
      {(rights.remove || rights.ban) && <MenuSeparator />}
      {rights.remove && <MenuItem icon={<UserMinus />} danger onSelect={() => onAsk("remove")}>{t("remove")}</MenuItem>}
      {rights.ban && <MenuItem icon={<Ban />} danger onSelect={() => onAsk("ban")}>{t("ban")}</MenuItem>}
    </>
  );
}
