import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import "./Keywords.css";

const MOST = 50;
const LONGEST = 100;

/** Words that notify as if one had been named. */
export function Keywords({ words, error, onChange }: { words: string[]; error?: string; onChange(words: string[]): void }) {
  const { t } = useTranslation("settings");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();
  const add = (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.split(/[,،、]/).map((word) => word.trim()).filter((word) => word && !words.some((known) => known.toLowerCase() === word.toLowerCase()));
    if (words.length + wanted.length > MOST) return setWrong(t("notifications.keywordsMost", { count: MOST }));
    setWrong(undefined);
    setText("");
    if (wanted.length > 0) onChange([...words, ...wanted]);
  };
  return (
    <>
      {words.length > 0 && (
        <ul role="list" className="settings-keywords" aria-label={t("notifications.keywords")}>
          {words.map((word) => (
            <li key={word}>
              <bdi>{word}</bdi>
              <IconButton size="small" label={t("notifications.removeKeyword", { word })} icon={<X />} onClick={() => onChange(words.filter((other) => other !== word))} />
            </li>
          ))}
        </ul>
      )}
      <form className="settings-keyword-form" onSubmit={add}>
        <TextField label={t("notifications.addKeyword")} hideLabel placeholder={t("notifications.addKeyword")} value={text} maxLength={LONGEST} error={wrong ?? error} onChange={(event) => setText(event.target.value)} />
        <Button type="submit">{t("add")}</Button>
      </form>
    </>
  );
}
