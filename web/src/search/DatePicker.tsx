import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import type { Filter, Operator } from "./query.ts";

const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);

/** From a day, up to a day, or one of the usual spans. The server counts days in UTC, and leaves out the days that are named. */
export function DatePicker({ filters, onChange }: { filters: readonly Filter[]; onChange(filters: readonly Filter[]): void }) {
  const { t } = useTranslation("search");
  const known = (name: Operator) => filters.find((filter) => filter.name === name)?.value ?? "";
  const [after, setAfter] = useState(known("after"));
  const [before, setBefore] = useState(known("before"));
  const set = (dates: readonly Filter[]) => onChange([...filters.filter(({ name }) => name !== "after" && name !== "before" && name !== "on"), ...dates]);
  const today = day(0);
  return (
    <form
      className="search-dates"
      onSubmit={(event) => {
        event.preventDefault();
        set([...(after ? [{ name: "after", value: after } as const] : []), ...(before ? [{ name: "before", value: before } as const] : [])]);
      }}
    >
      <div className="search-spans">
        <Button size="small" onClick={() => set([{ name: "on", value: today }])}>{t("span.today")}</Button>
        <Button size="small" onClick={() => set([{ name: "after", value: day(7) }])}>{t("span.week")}</Button>
        <Button size="small" onClick={() => set([{ name: "after", value: day(30) }])}>{t("span.month")}</Button>
      </div>
      <TextField label={t("after")} type="date" value={after} max={today} onChange={(event) => setAfter(event.target.value)} />
      <TextField label={t("before")} type="date" value={before} min={after || undefined} onChange={(event) => setBefore(event.target.value)} />
      <Button kind="primary" type="submit" disabled={!after && !before}>{t("apply")}</Button>
    </form>
  );
}
