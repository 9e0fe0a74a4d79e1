import { CircleCheck, CircleX } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../../app/parley.ts";
import { formatTime } from "../../i18n/format.ts";
import { Button } from "../../ui/index.ts";
import { Facts } from "../parts/Facts.tsx";

interface Health { ready: boolean; why: string; at: number; ms: number; version: string | null; framework: string | null }

/** What a load balancer asks, and the version where this browser may read the metrics (by default only on the server's own machine). */
async function ask(): Promise<Health> {
  const begun = performance.now();
  const [answer, metrics] = await Promise.all([
    fetch(`${parley.rest.url}/health/ready`, { cache: "no-store" }).then(async (found) => ({ ready: found.ok, why: await found.text(), ms: performance.now() - begun }), () => ({ ready: false, why: "", ms: performance.now() - begun })),
    fetch(`${parley.rest.url}/metrics`, { cache: "no-store" }).then(async (found) => (found.ok ? found.text() : ""), () => ""), // forbidden or off is no fault: the version stays unsaid
  ]);
  const build = /^parley_build_info\{version="([^"]*)",framework="([^"]*)"/m.exec(metrics);
  return { ...answer, at: Date.now(), version: build?.[1] ?? null, framework: build?.[2] ?? null };
}

export function Readiness() {
  const { t } = useTranslation("admin");
  const line = useCell(parley.state);
  const [health, setHealth] = useState<Health>();
  const [busy, setBusy] = useState(false);
  const check = useCallback(() => {
    setBusy(true);
    void ask().then((found) => { setHealth(found); setBusy(false); });
  }, []);
  useEffect(check, [check]);
  return (
    <section className="admin-health" aria-label={t("sections.health")}>
      <div className="admin-health-state" role="status">
        {health && <span className={health.ready ? "admin-verdict admin-verdict-good" : "admin-verdict admin-verdict-bad"}>
          {health.ready ? <CircleCheck aria-hidden="true" /> : <CircleX aria-hidden="true" />}
          <strong>{health.ready ? t("health.ready") : t("health.notReady")}</strong>
        </span>}
      </div>
      <Button busy={busy} onClick={check}>{t("health.check")}</Button>
      {health && <Facts facts={[
        [t("health.why"), !health.ready && health.why && <bdi lang="en">{health.why}</bdi>], [t("health.answered"), t("health.answeredIn", { ms: Math.round(health.ms), when: formatTime(health.at) })],
        [t("health.line"), t(`health.lines.${line.kind}`)], [t("health.version"), health.version ? <code className="admin-code" dir="ltr">{health.version}</code> : t("health.versionHidden")], [t("health.framework"), health.framework && <bdi>{health.framework}</bdi>],
      ]} />}
    </section>
  );
}
