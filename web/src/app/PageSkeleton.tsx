import { useTranslation } from "react-i18next";
import { Skeleton } from "../ui/Skeleton.tsx";

/** What stands where a page is being loaded. */
export function PageSkeleton() {
  const { t } = useTranslation("app");
  return (
    <div className="app-page-skeleton" role="status" aria-label={t("loading")}>
      {[72, 48, 60, 40].map((width) => <Skeleton key={width} width={`${width}%`} />)}
    </div>
  );
}
