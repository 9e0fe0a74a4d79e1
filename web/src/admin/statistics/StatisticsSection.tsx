import type { StatisticsView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { formatBytes, formatDate, formatNumber } from "../../i18n/format.ts";
import { BarChart } from "../../ui/BarChart.tsx";
import type { ChartPoint } from "../../ui/Chart.tsx";
import { SelectField, Skeleton } from "../../ui/index.ts";
import { LineChart } from "../../ui/LineChart.tsx";
import { DaysFilter } from "../parts/FilterBar.tsx";
import { Problem } from "../parts/Problem.tsx";
import { useAnswer } from "../parts/useAnswer.ts";
import { useFilters } from "../parts/useFilters.ts";
import { useScope } from "../Scope.tsx";
import { ServerFigures } from "./ServerFigures.tsx";
import { Top } from "./Top.tsx";
import { shortDay } from "./shortDay.ts";

const SPANS = [7, 30, 90, 365];
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

/** Days are the server's, in UTC. */
export default function StatisticsSection() {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const { filters, change } = useFilters(["from", "to"]);
  const from = filters.from || day(29), to = filters.to || day(0);
  const { value, problem, reload } = useAnswer<StatisticsView>("/admin/statistics", { ...query, from, to });
  const span = to === day(0) ? SPANS.find((days) => from === day(days - 1)) : undefined;

  return (
    <div className="admin-page">
      <div className="admin-filters">
        <SelectField
          label={t("statistics.span")} hideLabel className="admin-filter-choice" value={span ?? ""} onChange={(event) => change({ from: day(Number(event.target.value) - 1), to: day(0) })}
          options={[...(span ? [] : [{ value: "", label: t("statistics.ownSpan") }]), ...SPANS.map((days) => ({ value: String(days), label: t("statistics.days", { count: days }) }))]}
        />
        <DaysFilter from={from} to={to} onChange={change} />
      </div>
      {problem ? <Problem error={problem} onRetry={reload} /> : value ? <Figures view={value} /> : <div className="admin-skeleton"><Skeleton height={64} /><Skeleton height={220} /><Skeleton height={220} /></div>}
    </div>
  );
}

function Figures({ view: { days, totals, top_conversations, top_people, live_connections, caught_up, delivery, storage } }: { view: StatisticsView }) {
  const { t } = useTranslation("admin");
  const points = (read: (figures: StatisticsView["days"][number]) => number): ChartPoint[] =>
    days.map((figures) => ({ label: formatDate(`${figures.day}T12:00:00`), short: shortDay(figures.day), value: read(figures) }));
  const axis = { pointsName: t("statistics.day") };
  const tiles: [string, string][] = [
    [t("statistics.messages"), formatNumber(totals.messages)], [t("statistics.people"), formatNumber(totals.people)], [t("statistics.disabled"), formatNumber(totals.disabled_people)],
    [t("statistics.conversations"), formatNumber(totals.conversations)], [t("statistics.deletedConversations"), formatNumber(totals.deleted_conversations)],
    [t("statistics.uploads"), formatNumber(totals.uploads)], [t("statistics.live"), formatNumber(live_connections)],
  ];
  return (
    <>
      <dl className="admin-tiles" aria-label={t("statistics.totals")}>{tiles.map(([name, value]) => <div key={name} className="admin-tile"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {!caught_up && <p className="admin-hint">{t("statistics.behind")}</p>}
      <div className="admin-charts">
        <LineChart {...axis} label={t("statistics.messagesByDay")} valuesName={t("statistics.messages")} points={points((one) => one.messages)} />
        <LineChart {...axis} label={t("statistics.activeByDay")} valuesName={t("statistics.people")} points={points((one) => one.active_people)} />
        <BarChart {...axis} label={t("statistics.conversationsByDay")} valuesName={t("statistics.conversations")} points={points((one) => one.active_conversations)} />
        <BarChart {...axis} label={t("statistics.accountsByDay")} valuesName={t("statistics.newAccounts")} points={points((one) => one.new_accounts)} />
        <BarChart {...axis} label={t("statistics.uploadsByDay")} valuesName={t("statistics.uploads")} points={points((one) => one.uploads)} />
        <BarChart {...axis} label={t("statistics.bytesByDay")} valuesName={t("statistics.size")} points={points((one) => one.upload_bytes)} format={formatBytes} />
      </div>
      <div className="admin-charts">
        <Top label={t("statistics.topConversations")} section="conversations" rows={top_conversations.map((one) => ({ id: one.conversation_id, name: one.title ?? t(`type.${one.type}`), messages: one.messages }))} />
        <Top label={t("statistics.topPeople")} section="users" rows={top_people.map((one) => ({ id: one.user_id, name: one.display_name, messages: one.messages }))} />
      </div>
      {(delivery || storage) && <ServerFigures delivery={delivery} storage={storage} />}
    </>
  );
}
