import { Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DESKTOP, play, SOUND } from "../../notifications/announce.ts";
import { Button } from "../../ui/Button.tsx";
import { Switch } from "../../ui/Choice.tsx";
import { usePreference } from "../devicePreference.ts";
import { Group } from "../Group.tsx";
import { saySaved } from "../saved.ts";

/** What an open page does by itself: a sound, and a notification of the system while it is hidden. */
export function OpenAppGroup() {
  const { t } = useTranslation("settings");
  const [sound, setSound] = usePreference(SOUND);
  const [desktop, setDesktop] = usePreference(DESKTOP);
  const [permission, setPermission] = useState(() => (typeof Notification === "undefined" ? undefined : Notification.permission));
  const turnDesktop = async (isOn: boolean) => {
    const granted = isOn && typeof Notification !== "undefined" ? await Notification.requestPermission() : permission;
    setPermission(granted);
    setDesktop(isOn && granted === "granted" ? "on" : null);
    if (!isOn || granted === "granted") saySaved();
  };
  return (
    <Group title={t("notifications.open")} hint={t("notifications.openHint")}>
      <div className="settings-switches">
        <Switch label={t("notifications.sound")} checked={sound !== "off"} onChange={(event) => { setSound(event.target.checked ? null : "off"); saySaved(); }} />
        <div className="settings-actions"><Button size="small" icon={<Play aria-hidden="true" />} onClick={() => void play()}>{t("notifications.hear")}</Button></div>
        <Switch
          label={t("notifications.desktop")} hint={t("notifications.desktopHint")} disabled={permission === undefined} checked={desktop === "on" && permission === "granted"}
          error={permission === "denied" ? t("notifications.denied") : undefined} onChange={(event) => void turnDesktop(event.target.checked)}
        />
      </div>
    </Group>
  );
}
