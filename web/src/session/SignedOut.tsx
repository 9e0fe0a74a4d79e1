import { useTranslation } from "react-i18next";
import { Route, Switch } from "wouter";
import { routes } from "../app/routes.ts";
import { useTitle } from "../app/pageTitle.ts";
import { AcceptInvite } from "./AcceptInvite.tsx";
import { LanguageChoice } from "./LanguageChoice.tsx";
import { SignIn } from "./SignIn.tsx";
import { SignUp } from "./SignUp.tsx";
import "./session.css";

/** The door: signing in, making an account, accepting an invitation. `code`: why the last session ended. */
export default function SignedOut({ code }: { code?: number }) {
  const { t } = useTranslation("session");
  useTitle(t("title"));
  return (
    <div className="session">
      <main className="session-card">
        <img src="/favicon.svg" alt="" width="44" height="44" className="session-mark" />
        {code !== undefined && <p role="status" className="session-notice">{t(code === 4503 ? "ended.disabled" : "ended.elsewhere")}</p>}
        <Switch>
          <Route path={routes.signUp}><SignUp /></Route>
          <Route path={routes.invite}>{({ invite }) => <AcceptInvite invite={decodeURIComponent(invite)} />}</Route>
          <Route><SignIn /></Route>
        </Switch>
      </main>
      <LanguageChoice />
    </div>
  );
}
