import { useTranslation } from "react-i18next";
import { useEnterKey, type EnterKey } from "../composer/preferences.ts";
import { setSidebar, useSidebar } from "../sidebar/settings.ts";
import { RadioGroup, Switch } from "../ui/Choice.tsx";
import { applyLook, CONTRAST, TEXT, textSizes, THEME } from "./look.ts";
import { readPreference, usePreference, writePreference } from "./devicePreference.ts";
import { Group } from "./Group.tsx";
import { InstallRow } from "./InstallRow.tsx";
import { saySaved } from "./saved.ts";

/** How the app looks and behaves on this device. */
export default function AppearanceSection() {
  const { t } = useTranslation("settings");
  const [theme] = usePreference(THEME);
  const [contrast] = usePreference(CONTRAST);
  const [text] = usePreference(TEXT);
  const [enter, setEnter] = useEnterKey();
  const { unreadFirst } = useSidebar();
  const look = (key: string, usual: string) => (value: string) => {
    writePreference(key, value === usual ? null : value);
    applyLook(readPreference);
    saySaved();
  };
  return (
    <div className="settings-sections">
      <Group title={t("appearance.look")} hint={t("appearance.thisDevice")}>
        <RadioGroup
          segments label={t("appearance.theme")} value={theme === "light" || theme === "dark" ? theme : "system"} onChange={look(THEME, "system")}
          options={(["system", "light", "dark"] as const).map((value) => ({ value, label: t(`appearance.themes.${value}`) }))}
        />
        <RadioGroup
          segments label={t("appearance.contrast")} value={contrast === "more" ? "more" : "system"} onChange={look(CONTRAST, "system")}
          options={(["system", "more"] as const).map((value) => ({ value, label: t(`appearance.contrasts.${value}`) }))}
        />
        <RadioGroup
          segments label={t("appearance.textSize")} value={text && text in textSizes ? text : "normal"} onChange={look(TEXT, "normal")}
          options={Object.keys(textSizes).map((value) => ({ value, label: t(`appearance.textSizes.${value}`) }))}
        />
        <p className="settings-hint">{t(matchMedia("(prefers-reduced-motion: reduce)").matches ? "appearance.motionReduced" : "appearance.motion")}</p>
      </Group>
      <Group title={t("appearance.writing")}>
        <RadioGroup
          label={t("appearance.enter")} value={enter} onChange={(value) => { setEnter(value as EnterKey); saySaved(); }}
          options={(["send", "break"] as const).map((value) => ({ value, label: t(`appearance.enters.${value}`), hint: t(`appearance.enterHints.${value}`) }))}
        />
      </Group>
      <Group title={t("appearance.sidebar")}>
        <Switch label={t("appearance.unreadFirst")} hint={t("appearance.unreadFirstHint")} checked={unreadFirst} onChange={(event) => { setSidebar({ unreadFirst: event.target.checked }); saySaved(); }} />
      </Group>
      <InstallRow />
    </div>
  );
}
