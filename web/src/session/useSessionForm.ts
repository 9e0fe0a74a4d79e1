import type { ParleyError } from "@parley/client";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../i18n/format.ts";

/** A form that signs somebody in: what it holds, what was wrong with which field, and that it is under way. */
export function useSessionForm<Field extends string>(fields: readonly Field[], send: (values: Record<Field, string>) => Promise<unknown>) {
  const { t } = useTranslation("session");
  const [values, setValues] = useState(() => Object.fromEntries(fields.map((field) => [field, ""])) as Record<Field, string>);
  const [wrong, setWrong] = useState<Partial<Record<Field, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    setBusy(true);
    setProblem(undefined);
    setWrong({});
    try {
      await send(values);
    } catch (error) {
      const { code, fields: refused, retryAfter } = error as ParleyError;
      const found: Partial<Record<Field, string>> = {};
      for (const field of Object.keys(refused) as Field[]) if (fields.includes(field)) found[field] = fieldText(field);
      if (code === "name_taken" && "username" in values) found["username" as Field] = errorText(code);
      setWrong(found);
      const first = Object.keys(found)[0];
      if (first) form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      else setProblem(retryAfter ? t("tryIn", { reason: errorText(code), count: Math.ceil(retryAfter / 60) }) : errorText(code));
    } finally {
      setBusy(false);
    }
  };
  const fieldText = (field: Field) => (field === "password" && values[field].length < 8 ? t("wrong.passwordShort") : t(`wrong.${field}`));
  const field = (name: Field) => ({
    name, value: values[name], error: wrong[name],
    onChange: ({ target }: { target: { value: string } }) => setValues((before) => ({ ...before, [name]: target.value })),
  });
  return { field, onSubmit, problem, isBusy };
}
