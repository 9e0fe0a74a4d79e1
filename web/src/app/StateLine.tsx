import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "./parley.ts";
import { classes } from "../ui/classes.ts";
import "./StateLine.css";

const SHOWN_AFTER = 700; // ms: a line that is back at once needs no words

/** One sentence about the connection while it is not as it should be. */
export function StateLine() {
  const { t } = useTranslation("app");
  const state = useCell(parley.state);
  const isGood = state.kind === "live" || state.kind === "signed_out";
  const [isShown, show] = useState(false);
  useEffect(() => {
    if (isGood) return show(false);
    const timer = setTimeout(() => show(true), SHOWN_AFTER);
    return () => clearTimeout(timer);
  }, [isGood]);
  const words = state.kind === "offline" ? t("line.offline") : state.kind === "catching_up" && state.total > 1
    ? t("line.catchingUpOf", { done: state.done, total: state.total }) : state.kind === "catching_up" ? t("line.catchingUp") : t("line.connecting");
  return (
    <div role="status" data-state={state.kind} className={classes("state-line", state.kind === "offline" && "state-line-offline")}>
      {isShown && (
        <span className="state-line-words">
          {words}
          {state.kind === "offline" && <button type="button" className="state-line-retry" onClick={() => parley.hurry()}>{t("line.retry")}</button>}
        </span>
      )}
    </div>
  );
}
