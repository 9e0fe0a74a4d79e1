import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSavedShown } from "./saved.ts";

export function SavedNote() {
  const { t } = useTranslation("settings");
  const isShown = useSavedShown();
  return (
    <p className="settings-saved" role="status" data-shown={isShown || undefined}>
      {isShown && <><Check aria-hidden="true" />{t("saved")}</>}
    </p>
  );
}
