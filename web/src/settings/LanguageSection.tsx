import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatFull, formatNumber } from "../i18n/format.ts";
import { chooseLanguage } from "../i18n/i18n.ts";
import { isLanguage, languages, savedLanguage } from "../i18n/languages.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { RadioGroup } from "../ui/Choice.tsx";
import { Group } from "./Group.tsx";
import { saySaved } from "./saved.ts";

const BROWSER = "browser";

/** The languages by the names that their speakers use; the choice is seen at once. */
export default function LanguageSection() {
  const { t } = useTranslation("settings");
  useLanguage();
  const [chosen, setChosen] = useState(() => savedLanguage() ?? BROWSER);
  const choose = (value: string) => {
    setChosen(value as typeof chosen);
    void chooseLanguage(isLanguage(value) ? value : null).then(saySaved);
  };
  return (
    <div className="settings-sections">
      <Group title={t("language.title")} hint={t("language.hint")}>
        <RadioGroup
          label={t("language.title")} hideLabel value={chosen} onChange={choose}
          options={[
            { value: BROWSER, label: t("language.browser") },
            ...Object.entries(languages).map(([value, name]) => ({ value, label: <bdi lang={value}>{name}</bdi> })),
          ]}
        />
      </Group>
      <Group title={t("language.formats")} hint={t("language.formatsHint")}>
        <p>{formatFull(Date.now())}</p>
        <p>{formatNumber(1234567.89)}</p>
      </Group>
    </div>
  );
}
