import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { Group } from "./Group.tsx";
import { install, useInstall } from "./install.ts";

/** The app in a window of its own, with its icon among the others. */
export function InstallRow() {
  const { t } = useTranslation("settings");
  const state = useInstall();
  return (
    <Group title={t("install.title")} hint={t(state === "installed" ? "install.installed" : state === "offered" ? "install.hint" : "install.byHand")}>
      {state === "offered" && <div className="settings-actions"><Button icon={<Download aria-hidden="true" />} onClick={() => void install()}>{t("install.button")}</Button></div>}
    </Group>
  );
}
