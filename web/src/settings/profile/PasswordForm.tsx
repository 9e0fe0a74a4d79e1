import type { ParleyError } from "@parley/client";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../i18n/format.ts";
import { PasswordField } from "../../session/PasswordField.tsx";
import { Button } from "../../ui/Button.tsx";
import { toast } from "../../ui/toasts.ts";
import { updateMe } from "./me.ts";

type Wrong = { current?: string; next?: string };

export function PasswordForm({ username }: { username: string }) {
  const { t } = useTranslation("settings");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [wrong, setWrong] = useState<Wrong>({});
  const [isBusy, setBusy] = useState(false);

  const change = async (event: FormEvent) => {
    event.preventDefault();
    const missing: Wrong = { ...(!current && { current: t("wrong.currentPassword") }), ...(next.length < 8 && { next: t("wrong.passwordShort") }) };
    setWrong(missing);
    if (missing.current || missing.next) return;
    setBusy(true);
    try {
      await updateMe({ current_password: current, new_password: next });
      setCurrent("");
      setNext("");
      toast(t("profile.passwordChanged"));
    } catch (error) {
      const { code, fields, retryAfter } = error as ParleyError;
      if (fields.new_password) setWrong({ next: t("wrong.password") });
      else if (code === "bad_credentials") setWrong({ current: t("wrong.currentPassword") });
      else if (code === "forbidden") setWrong({ current: t("wrong.passwordElsewhere") });
      else setWrong({ current: retryAfter ? t("wrong.tryIn", { reason: errorText(code), count: Math.ceil(retryAfter / 60) }) : errorText(code) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="settings-form" onSubmit={(event) => void change(event)} noValidate>
      {/* Password managers store the pair under this name. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordField label={t("profile.currentPassword")} name="current_password" autoComplete="current-password" value={current} error={wrong.current} onChange={(event) => setCurrent(event.target.value)} />
      <PasswordField label={t("profile.newPassword")} name="new_password" autoComplete="new-password" hint={t("profile.newPasswordHint")} maxLength={256} value={next} error={wrong.next} onChange={(event) => setNext(event.target.value)} />
      <Button type="submit" busy={isBusy}>{t("profile.changePassword")}</Button>
    </form>
  );
}
