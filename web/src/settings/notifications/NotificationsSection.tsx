import type { NotificationSettings } from "@parley/client";
import { useTranslation } from "react-i18next";
import { learnRules } from "../../notifications/announce.ts";
import { SelectField } from "../../ui/Field.tsx";
import { Switch } from "../../ui/Choice.tsx";
import { Group } from "../Group.tsx";
import { Loaded } from "../Loaded.tsx";
import { useSettings } from "../useSettings.ts";
import { DoNotDisturb } from "./DoNotDisturb.tsx";
import { Keywords } from "./Keywords.tsx";
import { MailGroup } from "./MailGroup.tsx";
import { OpenAppGroup } from "./OpenAppGroup.tsx";
import { PushGroup } from "./PushGroup.tsx";
import { QuietHoursFields } from "./QuietHoursFields.tsx";

const KINDS = ["direct", "group", "channel"] as const;
const LEVELS = ["all", "mentions", "nothing"] as const;
const ALSO = ["replies", "crowd_mentions", "reactions", "added", "mentions_when_muted"] as const;

/** Every rule of what notifies, when it is pushed, and by which way it comes. */
export default function NotificationsSection() {
  const { t } = useTranslation("settings");
  const rules = useSettings<NotificationSettings>("/me/notification-settings", "put", learnRules);
  return (
    <div className="settings-sections">
      <Loaded remote={rules} height={320}>{(settings) => <>
        <Group title={t("notifications.pause")} hint={t("notifications.pauseHint")}>
          <DoNotDisturb until={settings.do_not_disturb_until} error={rules.wrong.do_not_disturb_until} onChange={(until) => rules.change({ do_not_disturb_until: until })} />
        </Group>
        <Group title={t("notifications.what")} hint={t("notifications.whatHint")}>
          <div className="settings-pair">
            {KINDS.map((kind) => (
              <SelectField
                key={kind} label={t(`notifications.kinds.${kind}`)} value={settings[kind]} error={rules.wrong[kind]}
                onChange={(event) => rules.change({ [kind]: event.target.value })} options={LEVELS.map((value) => ({ value, label: t(`notifications.levels.${value}`) }))}
              />
            ))}
          </div>
          <div className="settings-switches">
            {ALSO.map((name) => (
              <Switch
                key={name} label={t(`notifications.also.${name}`)} hint={name === "mentions_when_muted" || name === "crowd_mentions" ? t(`notifications.alsoHint.${name}`) : undefined}
                checked={settings[name]} error={rules.wrong[name]} onChange={(event) => rules.change({ [name]: event.target.checked })}
              />
            ))}
          </div>
        </Group>
        <Group title={t("notifications.keywords")} hint={t("notifications.keywordsHint")}>
          <Keywords words={settings.keywords} error={rules.wrong.keywords} onChange={(keywords) => rules.change({ keywords })} />
        </Group>
        <OpenAppGroup />
        <PushGroup isOn={settings.push} error={rules.wrong.push} onChange={(push) => rules.change({ push })} />
        <Group title={t("notifications.quiet")} hint={t("notifications.quietHint")}>
          <QuietHoursFields hours={settings.quiet_hours} error={rules.wrong.quiet_hours} onChange={(quiet_hours) => rules.change({ quiet_hours })} />
        </Group>
      </>}</Loaded>
      <MailGroup />
    </div>
  );
}
