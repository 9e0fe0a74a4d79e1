import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { formatNumber } from "../../i18n/format.ts";
import { type Section, useAdminAddress } from "../address.ts";

/** The ten busiest, each with a bar as long as its share of the first. */
export function Top({ label, section, rows }: { label: string; section: Section; rows: { id: string; name: string; messages: number }[] }) {
  const { t } = useTranslation("admin");
  const { to } = useAdminAddress();
  const most = Math.max(1, ...rows.map(({ messages }) => messages));
  return (
    <section className="admin-top" aria-label={label}>
      <h2 className="admin-part">{label}</h2>
      {rows.length === 0 ? <p className="admin-muted">{t("statistics.nothing")}</p> : (
        <table className="admin-top-table">
          <thead><tr><th scope="col">{t("statistics.name")}</th><th scope="col" className="admin-end">{t("statistics.messages")}</th></tr></thead>
          <tbody>
            {rows.map(({ id, name, messages }) => (
              <tr key={id}>
                <th scope="row"><Link href={to(section, id)}><bdi>{name}</bdi></Link><span className="admin-top-bar" aria-hidden="true"><span style={{ inlineSize: `${(messages / most) * 100}%` }} /></span></th>
                <td className="admin-end">{formatNumber(messages)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
