import { useTranslation } from "react-i18next";
import { Skeleton } from "../ui/Skeleton.tsx";
import "./People.css";

/** Rows of the size of those that come. */
export function PeopleWaiting({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation("people");
  return (
    <div role="status" aria-label={t("loading")} className="people-waiting">
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="people-waiting-row"><Skeleton round width={40} height={40} /><span className="people-waiting-words"><Skeleton width={`${30 + ((at * 17) % 30)}%`} /><Skeleton width="22%" /></span></div>
      ))}
    </div>
  );
}
