import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { parley } from "../app/parley.ts";
import { routes } from "../app/routes.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { useSessionForm } from "./useSessionForm.ts";
import { useWorkspace } from "./useWorkspace.ts";
import { PasswordField } from "./PasswordField.tsx";

export function SignIn() {
  const { t } = useTranslation("session");
  const workspace = useWorkspace();
  const { field, onSubmit, problem, isBusy } = useSessionForm(["username", "password"], ({ username, password }) =>
    parley.logIn({ ...(username.includes("@") ? { email: username.trim() } : { username: username.trim() }), password, workspace }));
  return (
    <form className="session-form" onSubmit={(event) => void onSubmit(event)} noValidate>
      <h1>{t("signIn")}</h1>
      {problem && <p role="alert" className="session-problem">{problem}</p>}
      <TextField label={t("userNameOrEmail")} autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus required {...field("username")} />
      <PasswordField autoComplete="current-password" {...field("password")} />
      <Button kind="primary" type="submit" busy={isBusy}>{t("signIn")}</Button>
      <p className="session-other">{t("noAccount")} <Link to={`${routes.signUp}${location.search}`}>{t("createAccount")}</Link></p>
    </form>
  );
}
