import type { AuditCheck } from "@parley/client";
import { ShieldCheck, ShieldX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { Button, Dialog } from "../../ui/index.ts";
import { problemText } from "../parts/Problem.tsx";
import { useScope } from "../Scope.tsx";

/** Lets the server recompute the whole chain, and says where it breaks. */
export function VerifyChain() {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const [check, setCheck] = useState<AuditCheck | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function verify() {
    setBusy(true);
    try {
      setCheck(await parley.rest.get<AuditCheck>("/admin/audit/verify", query));
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
  }
  const close = () => { setCheck(null); setProblem(null); };
  const isWhole = check?.intact === true;

  return (
    <>
      <Button icon={<ShieldCheck />} busy={busy} onClick={() => void verify()}>{t("audit.verify")}</Button>
      <Dialog
        open={check !== null || problem !== null} onClose={close} title={check ? t(isWhole ? "audit.intact" : "audit.broken") : t("audit.verify")} size="small"
        actions={<Button kind="primary" onClick={close}>{t("ok")}</Button>}
      >
        {problem && <p role="alert" className="admin-wrong">{problem}</p>}
        {check && (
          <div className={isWhole ? "admin-verdict admin-verdict-good" : "admin-verdict admin-verdict-bad"}>
            {isWhole ? <ShieldCheck aria-hidden="true" /> : <ShieldX aria-hidden="true" />}
            <p>{isWhole ? t("audit.intactText", { count: check.entries }) : t("audit.brokenText", { n: check.broken_at, count: check.entries })}</p>
          </div>
        )}
        {check && !isWhole && check.problem && <p className="admin-muted" lang="en">{check.problem}</p>}
      </Dialog>
    </>
  );
}
