import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { parley } from "../app/parley.ts";
import { routes } from "../app/routes.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { useSessionForm } from "./useSessionForm.ts";
import { useWorkspace } from "./useWorkspace.ts";

export function SignUp() {
  const { t } = useTranslation("session");
  const workspace = useWorkspace();
  const invite_code = new URLSearchParams(location.search).get("code") ?? undefined;
  const { field, onSubmit, problem, isBusy } = useSessionForm(["display_name", "username", "email", "password"] as const, ({ display_name, username, email, password }) =>
    parley.register({ username: username.trim(), email: email.trim(), password, workspace, invite_code, ...(display_name.trim() && { display_name: display_name.trim() }) }));
  return (
    <form className="session-form" onSubmit={(event) => void onSubmit(event)} noValidate>
      <h1>{t("createAccount")}</h1>
      {problem && <p role="alert" className="session-problem">{problem}</p>}
      <TextField label={t("yourName")} hint={t("yourNameHint")} autoComplete="name" maxLength={200} autoFocus {...field("display_name")} />
      <TextField label={t("userName")} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} required {...field("username")} />
      <TextField label={t("email")} type="email" autoComplete="email" dir="ltr" required {...field("email")} />
      <PasswordField hint={t("passwordHint")} autoComplete="new-password" {...field("password")} />
      <Button kind="primary" type="submit" busy={isBusy}>{t("createAccount")}</Button>
      <p className="session-other">{t("haveAccount")} <Link to={`${routes.signIn}${location.search}`}>{t("signIn")}</Link></p>
    </form>
  );
}
