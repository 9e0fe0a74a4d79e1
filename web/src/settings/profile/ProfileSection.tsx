import type { UserView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { currentStatus } from "../../app/customStatus.ts";
import { openDialog } from "../../app/dialogs.ts";
import { parley, useCell } from "../../app/parley.ts";
import { formatDate, formatFull } from "../../i18n/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Group } from "../Group.tsx";
import { AccountField } from "./AccountField.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { Picture } from "./Picture.tsx";

/** Who one is to others, and how one signs in. */
export default function ProfileSection() {
  const { t } = useTranslation("settings");
  const me = useCell(parley.me) as UserView;
  const status = currentStatus(me);
  return (
    <div className="settings-sections">
      <Group title={t("profile.picture")}><Picture me={me} /></Group>
      <Group title={t("profile.you")}>
        <div className="settings-form">
          <AccountField name="display_name" value={me.display_name} label={t("profile.displayName")} hint={t("profile.displayNameHint")} maxLength={200} autoComplete="name" required />
          <AccountField name="email" value={me.email ?? ""} label={t("profile.email")} hint={t("profile.emailHint")} type="email" maxLength={254} autoComplete="email" dir="ltr" required={me.email !== null} />
        </div>
      </Group>
      <Group title={t("profile.status")} hint={status ? undefined : t("profile.statusHint")}>
        {status && (
          <p>
            <span aria-hidden="true">{status.emoji}</span> <bdi>{status.text}</bdi>
            {status.until && <span className="settings-hint"> · {t("profile.statusUntil", { when: formatFull(status.until) })}</span>}
          </p>
        )}
        <div className="settings-actions"><Button onClick={() => openDialog({ kind: "status" })}>{t(status ? "profile.changeStatus" : "profile.setStatus")}</Button></div>
      </Group>
      <Group title={t("profile.password")} hint={t("profile.passwordHint")}><PasswordForm username={me.username} /></Group>
      <Group title={t("profile.account")}>
        <dl className="settings-facts">
          <dt>{t("profile.username")}</dt><dd><bdi>@{me.username}</bdi></dd>
          <dt>{t("profile.role")}</dt><dd>{t(`roles.${me.role}`)}</dd>
          <dt>{t("profile.type")}</dt><dd><bdi>{me.account_type}</bdi></dd>
          <dt>{t("profile.since")}</dt><dd>{formatDate(me.created_at)}</dd>
        </dl>
      </Group>
    </div>
  );
}
