import { useTranslation } from "react-i18next";
import { chooseLanguage } from "../i18n/i18n.ts";
import { languages, type Language } from "../i18n/languages.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { SelectField } from "../ui/Field.tsx";

export function LanguageChoice() {
  const { t } = useTranslation("session");
  const { language } = useLanguage();
  return (
    <footer className="session-language">
      <SelectField
        label={t("language")} hideLabel value={language} onChange={(event) => void chooseLanguage(event.target.value as Language)}
        options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      />
    </footer>
  );
}
