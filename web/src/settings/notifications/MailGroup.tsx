import type { PushSettingsView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { parley, useCell } from "../../app/parley.ts";
import { Switch } from "../../ui/Choice.tsx";
import { SelectField } from "../../ui/Field.tsx";
import { Group } from "../Group.tsx";
import { Loaded } from "../Loaded.tsx";
import { useSettings } from "../useSettings.ts";
import { lengthText } from "./lengthText.ts";

const MINUTES = [5, 15, 30, 60, 240, 1440];

/** Mails about what stayed unread, and whether pushes and mails carry the text. */
export function MailGroup() {
  const { t } = useTranslation("settings");
  const me = useCell(parley.me);
  const push = useSettings<PushSettingsView>("/push/settings", "patch");
  return (
    <Group title={t("notifications.mail")}>
      <Loaded remote={push} height={96}>{(settings) => (
        <div className="settings-switches">
          <Switch label={t("notifications.mailOn")} checked={settings.mail} error={push.wrong.mail} hint={me?.email ? t("notifications.mailTo", { address: me.email }) : undefined} onChange={(event) => push.change({ mail: event.target.checked })} />
          {!me?.email && <p className="settings-hint">{t("notifications.noMail")} <Link to="/settings/profile">{t("sections.profile")}</Link></p>}
          {settings.mail && (
            <SelectField
              className="settings-narrow" label={t("notifications.mailAfter")} value={String(settings.mail_after_minutes)} error={push.wrong.mail_after_minutes} onChange={(event) => push.change({ mail_after_minutes: Number(event.target.value) })}
              options={[...new Set([...MINUTES, settings.mail_after_minutes])].sort((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: lengthText(minutes) }))}
            />
          )}
          <Switch label={t("notifications.content")} hint={t("notifications.contentHint")} checked={settings.content} error={push.wrong.content} onChange={(event) => push.change({ content: event.target.checked })} />
        </div>
      )}</Loaded>
    </Group>
  );
}
