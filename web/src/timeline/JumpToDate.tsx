import type { MessagePage } from "@parley/client";
import { type FormEvent, type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Popover } from "../ui/Popover.tsx";
import { useTalk } from "./context.ts";
import { atMessage, type Place } from "./places.ts";
import { sayRefused } from "./useTalk.ts";

const inputDate = (date: Date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
const daysAgo = (days: number) => { const date = new Date(); date.setHours(0, 0, 0, 0); date.setDate(date.getDate() - days); return date; };

interface Props { trigger: ReactElement; open: boolean; onOpenChange(open: boolean): void; from?: string; goTo(place: Place): void }

/** Leads to the first message of a day. */
export default function JumpToDate({ trigger, open, onOpenChange, from, goTo }: Props) {
  const { t } = useTranslation("timeline");
  return (
    <Popover label={t("jumpToDate")} open={open} onOpenChange={onOpenChange} align="center" trigger={trigger}>
      <Days from={from} goTo={(place) => { onOpenChange(false); goTo(place); }} />
    </Popover>
  );
}

function Days({ from, goTo }: Pick<Props, "from" | "goTo">) {
  const { t } = useTranslation("timeline");
  const { conversation } = useTalk();
  const [day, setDay] = useState(() => inputDate(from ? new Date(from) : new Date()));
  const [busy, setBusy] = useState(false);

  async function jump(date: Date) {
    setBusy(true);
    try {
      const { items } = await parley.rest.get<MessagePage>(`/conversations/${conversation.id}/messages`, { around_time: date.toISOString(), limit: 2 });
      // Around a time: one before it and one after; the one after is meant, where there is one.
      const found = items.find(({ created_at }) => Date.parse(created_at) >= date.getTime()) ?? items.at(-1);
      if (found) goTo(atMessage(found.ordinal));
    } catch (error) {
      sayRefused(error);
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const date = new Date(`${day}T00:00:00`);
    if (!Number.isNaN(date.getTime())) void jump(date);
  }

  const begun = conversation.view.get().created_at;
  return (
    <form className="timeline-dates" onSubmit={submit}>
      <div className="timeline-dates-soon">
        <Button size="small" onClick={() => { void jump(daysAgo(0)); }}>{t("today")}</Button>
        <Button size="small" onClick={() => { void jump(daysAgo(1)); }}>{t("yesterday")}</Button>
        <Button size="small" onClick={() => { void jump(daysAgo(7)); }}>{t("lastWeek")}</Button>
        <Button size="small" onClick={() => { void jump(new Date(begun)); }}>{t("beginning")}</Button>
      </div>
      <TextField type="date" label={t("date")} value={day} min={inputDate(new Date(begun))} max={inputDate(new Date())} onChange={(event) => setDay(event.target.value)} />
      <Button type="submit" kind="primary" busy={busy}>{t("jump")}</Button>
    </form>
  );
}
