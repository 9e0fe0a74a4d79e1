import { useTranslation } from "react-i18next";
import { currentStatus } from "../app/customStatus.ts";
import { formatWhen } from "../i18n/format.ts";
import "./People.css";

/** What somebody says about themselves, while it holds. */
export function StatusLine({ person, full }: { person: object; full?: boolean }) {
  const { t } = useTranslation("people");
  const status = currentStatus(person);
  if (!status) return null;
  return (
    <span className="people-status" dir="auto">
      {status.emoji && <span className="people-status-emoji">{status.emoji}</span>}{status.text}
      {full && status.until && <span className="people-status-until">{t("statusUntil", { when: formatWhen(status.until) })}</span>}
    </span>
  );
}
