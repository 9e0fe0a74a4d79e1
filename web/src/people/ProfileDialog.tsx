import type { ParleyError, UserId, UserView } from "@parley/client";
import { Ban, Flag, MessageSquare, MoreHorizontal, Pencil, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { parley, useCell } from "../app/parley.ts";
import { errorText, formatDate, formatWhen } from "../i18n/format.ts";
import { Avatar, PresenceDot } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toasts.ts";
import { block, useBlocks } from "./blocks.ts";
import { usePresence } from "./PersonPresence.tsx";
import ReportDialog from "./ReportDialog.tsx";
import { USUAL_TYPE } from "./PersonRow.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { useMessage } from "./useMessage.ts";
import "./People.css";

/** Who somebody is and what one can do about them. */
export default function ProfileDialog({ id, onClose }: { id: UserId; onClose(): void }) {
  const { t } = useTranslation("people");
  const [, go] = useLocation();
  const person = useCell(parley.people.person(id));
  const me = useCell(parley.me);
  const presence = usePresence(id);
  const blocked = useBlocks()?.has(id) ?? false;
  const [problem, setProblem] = useState<ParleyError>();
  const [message, isOpening] = useMessage(onClose);
  const [asking, ask] = useState<"block" | "report">();
  const isMe = me?.id === id;
  const name = person?.display_name ?? "";

  // What was met in a member list is a name only; and what is known may be old.
  useEffect(() => {
    const leave = new AbortController();
    parley.rest.get<UserView>(`/users/${id}`, {}, leave.signal).then((user) => parley.people.meet(user), (error: ParleyError) => { if (!leave.signal.aborted) setProblem(error); });
    return () => leave.abort();
  }, [id]);

  async function unblock() {
    try {
      await block(id, false);
      toast(t("unblocked", { name }));
    } catch (error) {
      toast(errorText((error as ParleyError).code), { kind: "problem" });
    }
  }

  if (asking === "report") return <ReportDialog kind="user" id={id} name={name} onClose={() => ask(undefined)} />;
  const status = presence?.status;
  return (
    <>
      <Dialog open={asking === undefined} onClose={onClose} title={name || t("profile")} hideTitle={!!person} size="small" className="people-profile">
        {!person ? (problem ? <p role="alert">{errorText(problem.code)}</p> : <Skeleton lines={3} />) : (
          <>
            <div className="people-profile-head">
              <Avatar id={id} name={name} url={person.avatar_url} size={80} />
              <div className="people-profile-words">
                <p className="people-profile-name"><bdi>{name}</bdi></p>
                <p className="people-muted"><bdi>@{person.username}</bdi></p>
                {status && (
                  <p className="people-presence">
                    <PresenceDot status={status} />
                    {status === "offline" && presence?.last_seen ? t("lastSeen", { when: formatWhen(presence.last_seen) }) : t(`presence.${status}`)}
                  </p>
                )}
              </div>
            </div>
            <StatusLine person={person} full />
            {blocked && <p className="people-note">{t("youBlocked", { name })}</p>}
            <dl className="people-facts">
              {person.role && <><dt>{t("roleIs")}</dt><dd>{t(`role.${person.role}`)}</dd></>}
              {person.account_type && person.account_type !== USUAL_TYPE && <><dt>{t("accountType")}</dt><dd><bdi>{person.account_type}</bdi></dd></>}
              {person.email && <><dt>{t("email")}</dt><dd><a href={`mailto:${person.email}`}>{person.email}</a></dd></>}
              {person.created_at && <><dt>{t("since")}</dt><dd>{formatDate(person.created_at)}</dd></>}
            </dl>
            {person.disabled && <p className="people-note">{t("disabledHint")}</p>}
            <div className="people-profile-actions">
              {!person.disabled && !blocked && <Button kind="primary" icon={<MessageSquare />} busy={isOpening} onClick={() => message(id)}>{isMe ? t("openNotes") : t("message")}</Button>}
              {blocked && <Button icon={<Undo2 />} onClick={() => void unblock()}>{t("unblock")}</Button>}
              {isMe ? <Button icon={<Pencil />} onClick={() => { onClose(); go("/settings/profile"); }}>{t("editProfile")}</Button> : (
                <Menu label={t("more")} align="end" trigger={<Button icon={<MoreHorizontal />} aria-label={t("more")} />}>
                  {!blocked && <MenuItem icon={<Ban />} danger onSelect={() => ask("block")}>{t("block")}</MenuItem>}
                  <MenuItem icon={<Flag />} danger onSelect={() => ask("report")}>{t("reportThem")}</MenuItem>
                </Menu>
              )}
              <Button onClick={onClose}>{t("close")}</Button>
            </div>
          </>
        )}
      </Dialog>
      <ConfirmDialog
        open={asking === "block"} onClose={() => ask(undefined)} title={t("blockName", { name })} text={t("blockHint")} confirm={t("block")}
        onConfirm={async () => { await block(id); toast(t("nowBlocked", { name }), { action: { label: t("undo"), onAct: () => void unblock() } }); }}
        problemText={(error) => errorText((error as ParleyError).code)}
      />
    </>
  );
}
