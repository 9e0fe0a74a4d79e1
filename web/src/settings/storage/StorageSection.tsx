import { useTranslation } from "react-i18next";
import { KeptHere } from "./KeptHere.tsx";
import { OwnFiles } from "./OwnFiles.tsx";

/** What one has uploaded, and what this device keeps. */
export default function StorageSection() {
  const { t } = useTranslation("settings");
  return (
    <div className="settings-sections" aria-label={t("sections.storage")} role="group">
      <OwnFiles />
      <KeptHere />
    </div>
  );
}
