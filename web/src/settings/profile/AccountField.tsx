import type { ParleyError } from "@parley/client";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../i18n/format.ts";
import { TextField, type TextFieldProps } from "../../ui/Field.tsx";
import { saySaved } from "../saved.ts";
import { updateMe } from "./me.ts";

/** Stored when the person leaves it or presses Enter; a refusal stands below it and keeps what was typed. */
export function AccountField({ name, value, required, ...rest }: TextFieldProps & { name: "display_name" | "email"; value: string }) {
  const { t } = useTranslation("settings");
  const [text, setText] = useState(value);
  const [wrong, setWrong] = useState<string>();
  useEffect(() => setText(value), [value]);

  const save = async () => {
    const next = text.trim();
    if (next === value) return setWrong(undefined);
    if (next === "") return required ? setWrong(t(`wrong.${name}`)) : undefined;
    try {
      setWrong(undefined);
      await updateMe({ [name]: next });
      saySaved();
    } catch (error) {
      const { code, fields } = error as ParleyError;
      setWrong(code === "name_taken" ? t("wrong.emailTaken") : fields[name] || code === "validation_failed" ? t(`wrong.${name}`) : errorText(code));
    }
  };
  return (
    <form onSubmit={(event: FormEvent) => { event.preventDefault(); void save(); }} noValidate>
      <TextField
        {...rest} name={name} value={text} required={required} error={wrong} onChange={(event) => setText(event.target.value)} onBlur={() => void save()}
        onKeyDown={(event) => { if (event.key === "Escape") { setText(value); setWrong(undefined); } }}
      />
    </form>
  );
}
