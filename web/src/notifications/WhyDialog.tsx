import type { MessageId, NotificationExplanation, ParleyError } from "@parley/client";
import { BellOff, BellRing, Check, Clock, Minus } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { parley } from "../app/parley.ts";
import { errorText, formatFull } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";

const icons = { passed: Check, notifies: BellRing, not_pushed: Minus, delayed: Clock, stopped: BellOff };

/** Why a message did or did not notify, rule by rule. */
export function WhyDialog({ message, onClose }: { message: MessageId; onClose(): void }) {
  const { t, i18n } = useTranslation("notifications");
  const [told, set] = useState<NotificationExplanation>();
  const [problem, setProblem] = useState<ParleyError>();
  useEffect(() => {
    const leave = new AbortController();
    parley.rest.get<NotificationExplanation>(`/messages/${message}/notification-explanation`, {}, leave.signal)
      .then(set, (error: ParleyError) => { if (!leave.signal.aborted) setProblem(error); });
    return () => leave.abort();
  }, [message]);

  const summary = told && (told.notifies ? (told.pushes ? (told.pushed_from ? t("why.pushedAt", { when: formatFull(told.pushed_from) }) : t("why.pushed")) : t("why.listed")) : t("why.not"));
  return (
    <Dialog
      open onClose={onClose} title={t("why.title")} description={summary} size="small"
      actions={<><Link to="/settings/notifications" className="ui-button ui-button-plain" onClick={onClose}>{t("why.settings")}</Link><Button kind="primary" onClick={onClose}>{t("close")}</Button></>}
    >
      {problem ? <p role="alert">{errorText(problem.code)}</p> : !told ? <Skeleton lines={5} /> : (
        <ol role="list" className="notice-rules">
          {told.rules.map(({ rule, outcome, explanation }, at) => {
            const Icon = icons[outcome];
            const key = `why.${rule}.${outcome}`;
            // The server explains in English; a rule that is newer than these words is better told so than not at all.
            const words = i18n.exists(key, { ns: "notifications" }) ? t(key, { keyword: /"(.+)"/.exec(explanation)?.[1] }) : explanation;
            return <li key={at} className={`notice-rule notice-rule-${outcome}`}><Icon aria-hidden="true" /><span>{words}</span></li>;
          })}
        </ol>
      )}
    </Dialog>
  );
}
