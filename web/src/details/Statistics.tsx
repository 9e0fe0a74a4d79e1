import type { Conversation, ConversationStatistics, ParleyError, UserId } from "@parley/client";
import { WifiOff } from "lucide-react";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { onceBack } from "../app/usePages.ts";
import { formatDate, formatNumber } from "../i18n/format.ts";
import { PeopleWaiting } from "../people/PeopleWaiting.tsx";
import { BarChart } from "../ui/BarChart.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { problemText } from "./act.ts";

const MOST = 10;

/** How much was said here, and by whom. */
export function Statistics({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("details");
  const [figures, set] = useState<ConversationStatistics>();
  const [problem, setProblem] = useState<ParleyError>();
  const load = useCallback(() => {
    setProblem(undefined);
    parley.rest.get<ConversationStatistics>(`/conversations/${conversation.id}/statistics`).then(set, setProblem);
  }, [conversation]);
  useEffect(() => { load(); return onceBack(load); }, [load]);
  const senders = figures?.by_sender.slice(0, MOST) ?? [];
  const names = useNames(senders.map(({ user_id }) => user_id));

  if (!figures) {
    return problem ? <EmptyState icon={<WifiOff />} title={t("failed")} text={problemText(problem)} action={<Button onClick={load}>{t("tryAgain")}</Button>} /> : <PeopleWaiting rows={3} />;
  }
  const all: [string, string][] = [
    [t("figure.messages"), formatNumber(figures.message_count)], [t("figure.members"), formatNumber(figures.member_count)],
    [t("figure.reactions"), formatNumber(figures.reaction_count)], [t("figure.deleted"), formatNumber(figures.deleted_count)],
    ...(figures.first_message_at ? [[t("figure.first"), formatDate(figures.first_message_at)] as [string, string]] : []),
    ...(figures.last_message_at ? [[t("figure.last"), formatDate(figures.last_message_at)] as [string, string]] : []),
  ];
  return (
    <div className="details-body">
      <dl className="details-figures">{all.map(([name, value]) => <div key={name} className="details-figure"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {senders.length > 0 && (
        <BarChart
          label={t("bySender")} pointsName={t("person")} valuesName={t("figure.messages")}
          points={senders.map(({ user_id, message_count }) => ({ label: names.get(user_id) ?? "…", short: short(names.get(user_id) ?? "…"), value: message_count }))}
        />
      )}
      {figures.by_sender.length > MOST && <p className="details-muted details-small">{t("topOnly", { count: MOST })}</p>}
    </div>
  );
}

const short = (name: string) => { const first = name.split(/\s/u)[0]!; return first.length > 9 ? `${first.slice(0, 8)}…` : first; };

/** The names of people, drawn again when one becomes known. */
function useNames(ids: readonly UserId[]): ReadonlyMap<UserId, string> {
  const key = ids.join();
  const subscribe = useCallback((listener: () => void) => {
    const stops = key ? key.split(",").map((id) => parley.people.person(id).subscribe(listener)) : [];
    return () => { for (const stop of stops) stop(); };
  }, [key]);
  const read = () => (key ? key.split(",").map((id) => parley.people.person(id).get()?.display_name ?? "").join("\n") : "");
  const names = useSyncExternalStore(subscribe, read).split("\n");
  return new Map(ids.flatMap((id, at) => (names[at] ? [[id, names[at]!] as const] : [])));
}
