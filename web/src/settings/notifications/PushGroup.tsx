import type { ParleyError, PushAttemptView } from "@parley/client";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { errorText } from "../../i18n/format.ts";
import { forgetPush } from "../../notifications/announce.ts";
import { Button } from "../../ui/Button.tsx";
import { Switch } from "../../ui/Choice.tsx";
import { Group, Row, Rows } from "../Group.tsx";
import { saySaved } from "../saved.ts";
import { pushState, turnOff, turnOn, type PushState } from "./webPush.ts";

/** Web Push: on all one's devices, and on this browser. */
export function PushGroup({ isOn, error, onChange }: { isOn: boolean; error?: string; onChange(isOn: boolean): void }) {
  const { t } = useTranslation("settings");
  const [state, setState] = useState<PushState>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [tried, setTried] = useState<PushAttemptView[]>();

  useEffect(() => { pushState().then(setState, (wrong: ParleyError) => setProblem(errorText(wrong.code))); }, []);

  const act = async (action: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await action();
    } catch (wrong) {
      // What the browser itself refuses has no code of ours.
      setProblem("code" in (wrong as object) && typeof (wrong as ParleyError).code === "string" ? errorText((wrong as ParleyError).code) : t("notifications.pushRefused"));
    } finally {
      setBusy(false);
    }
  };
  const toggle = (wanted: boolean) => act(async () => {
    setState(await (wanted ? turnOn() : turnOff()));
    forgetPush();
    saySaved();
  });
  const test = () => act(async () => setTried((await parley.rest.post<{ items: PushAttemptView[] }>("/push/test")).items));
  const why = state === "unsupported" || state === "denied" || state === "ask" ? t(`notifications.pushState.${state}`) : undefined;
  return (
    <Group title={t("notifications.push")} hint={t("notifications.pushHint")}>
      <div className="settings-switches">
        <Switch label={t("notifications.pushOn")} checked={isOn} error={error} onChange={(event) => onChange(event.target.checked)} />
        <Switch
          label={t("notifications.pushHere")} checked={state === "on"} disabled={isBusy || !isOn || state === undefined || state === "unsupported" || state === "denied"}
          error={problem} onChange={(event) => void toggle(event.target.checked)}
        />
        {/* Not within the switch: what cannot be turned on is pale, its reason must not be. */}
        {why && <p className="settings-hint">{why}</p>}
      </div>
      {isOn && <div className="settings-actions"><Button size="small" busy={isBusy} onClick={() => void test()}>{t("notifications.test")}</Button></div>}
      {tried && (tried.length === 0 ? <p className="settings-hint" role="status">{t("notifications.testNowhere")}</p> : (
        <div role="status">
          <Rows label={t("notifications.tested")}>
            {tried.map((attempt) => <Row key={attempt.target_id} title={t(`notifications.ways.${attempt.way}`)} text={t(`notifications.outcomes.${attempt.outcome}`)} />)}
          </Rows>
        </div>
      ))}
    </Group>
  );
}
