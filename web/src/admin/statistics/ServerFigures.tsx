import type { LatencyFigures, StorageFigures } from "@parley/client";
import { useTranslation } from "react-i18next";
import { formatBytes, formatNumber } from "../../i18n/format.ts";
import { BarChart } from "../../ui/BarChart.tsx";
import { Facts } from "../parts/Facts.tsx";

/** What belongs to the whole server; only its owners get it. */
export function ServerFigures({ delivery, storage }: { delivery: LatencyFigures | null; storage: StorageFigures | null }) {
  const { t } = useTranslation("admin");
  const milliseconds = (value: number) => t("statistics.ms", { value: formatNumber(value) });
  return (
    <div className="admin-charts">
      {delivery && (
        <section aria-label={t("statistics.delivery")}>
          {delivery.count === 0 ? <><h2 className="admin-part">{t("statistics.delivery")}</h2><p className="admin-muted">{t("statistics.nothing")}</p></> : (
            <BarChart
              label={t("statistics.delivery")} pointsName={t("statistics.share")} valuesName={t("statistics.milliseconds")} format={milliseconds}
              points={[{ label: t("statistics.half"), value: delivery.p50_ms }, { label: t("statistics.most"), value: delivery.p95_ms }, { label: t("statistics.almostAll"), value: delivery.p99_ms }]}
            />
          )}
          <p className="admin-hint">{t("statistics.deliveryCount", { count: delivery.count })}</p>
        </section>
      )}
      {storage && (
        <section aria-label={t("statistics.storage")}>
          <h2 className="admin-part">{t("statistics.storage")}</h2>
          <Facts facts={[[t("statistics.database"), formatBytes(storage.database_bytes)], [t("statistics.log"), formatBytes(storage.log_bytes)], [t("statistics.files"), formatBytes(storage.upload_bytes)], [t("statistics.free"), formatBytes(storage.free_bytes)]]} />
        </section>
      )}
    </div>
  );
}
