import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { parley } from "../app/parley.ts";
import { Button } from "../ui/Button.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { useSessionForm } from "./useSessionForm.ts";

/** Somebody made an account for this person: they choose its password and are in. */
export function AcceptInvite({ invite }: { invite: string }) {
  const { t } = useTranslation("session");
  const [, go] = useLocation();
  const { field, onSubmit, problem, isBusy } = useSessionForm(["password"], ({ password }) =>
    parley.acceptInvite({ invite, password }).then(() => go("/", { replace: true })));
  return (
    <form className="session-form" onSubmit={(event) => void onSubmit(event)} noValidate>
      <h1>{t("welcome")}</h1>
      <p className="session-lead">{t("choosePassword")}</p>
      {problem && <p role="alert" className="session-problem">{problem}</p>}
      <PasswordField hint={t("passwordHint")} autoComplete="new-password" autoFocus {...field("password")} />
      <Button kind="primary" type="submit" busy={isBusy}>{t("begin")}</Button>
    </form>
  );
}
