import type { AuditEntryView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { formatFull } from "../../i18n/format.ts";
import { Button } from "../../ui/index.ts";
import { type Section, useAdminAddress } from "../address.ts";
import { Facts } from "../parts/Facts.tsx";
import { PersonName } from "../parts/PersonName.tsx";

const shown: Record<string, Section> = { user: "users", conversation: "conversations", report: "reports" };

/** What was touched: by name where it is a person, with a link where there is a page for it. */
export function AuditSubject({ entry: { subject }, linked }: { entry: AuditEntryView; linked?: boolean }) {
  const { to } = useAdminAddress();
  const [kind = "", id = ""] = subject.split(/:(.*)/);
  const section = shown[kind];
  const words = kind === "user" && id ? <PersonName id={id} /> : <code className="admin-code">{subject}</code>;
  return linked && section && id ? <Link href={to(section, id)}>{words}</Link> : words;
}

export function AuditDetails({ entry, onFilter }: { entry: AuditEntryView; onFilter(name: "actor" | "subject" | "address", value: string): void }) {
  const { t } = useTranslation("admin");
  const { to } = useAdminAddress();
  const details = entry.details && typeof entry.details === "object" ? Object.entries(entry.details as Record<string, unknown>) : [];
  return (
    <>
      <header className="admin-detail-head"><div className="admin-detail-words"><h2><code>{entry.action}</code></h2><time className="admin-muted" dateTime={entry.at}>{formatFull(entry.at)}</time></div></header>
      <div className="admin-deeds">
        {entry.actor_id && <Button size="small" onClick={() => onFilter("actor", entry.actor_id!)}>{t("audit.sameActor")}</Button>}
        <Button size="small" onClick={() => onFilter("subject", entry.subject)}>{t("audit.sameSubject")}</Button>
        {entry.address && <Button size="small" onClick={() => onFilter("address", entry.address!)}>{t("audit.sameAddress")}</Button>}
      </div>
      <Facts facts={[
        [t("audit.actor"), entry.actor_id ? <Link href={to("users", entry.actor_id)}><bdi>{entry.actor_name}</bdi></Link> : t("audit.nobody")],
        [t("audit.subject"), <AuditSubject entry={entry} linked />], [t("audit.address"), entry.address && <bdi dir="ltr">{entry.address}</bdi>], [t("audit.number"), entry.n],
      ]} />
      {details.length > 0 && <>
        <h3 className="admin-detail-part">{t("audit.details")}</h3>
        <Facts facts={details.map(([name, value]) => [name, <code className="admin-code" dir="auto">{typeof value === "string" ? value : JSON.stringify(value)}</code>])} />
      </>}
      <h3 className="admin-detail-part">{t("audit.hash")}</h3>
      <code className="admin-code" dir="ltr">{entry.hash}</code>
    </>
  );
}
