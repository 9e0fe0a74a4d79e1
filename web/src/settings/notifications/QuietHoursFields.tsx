import type { QuietHours, Weekday } from "@parley/client";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { localeOf } from "../../i18n/languages.ts";
import { Switch } from "../../ui/Choice.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAYS: Weekday[] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const SUNDAY = Date.UTC(2024, 0, 7); // any Sunday

/** From when to when, where, and on which days. */
export function QuietHoursFields({ hours, error, onChange }: { hours: QuietHours | null; error?: string; onChange(hours: QuietHours | null): void }) {
  const { t } = useTranslation("settings");
  const { language } = useLanguage();
  const zones = useMemo(() => [...new Set([here(), ...Intl.supportedValuesOf("timeZone")])].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })), []);
  const days = useMemo(() => weekOf(localeOf(language)), [language]);
  const chosen = hours?.days?.length ? hours.days : DAYS;
  const change = (part: Partial<QuietHours>) => { if (hours) onChange({ ...hours, ...part }); };
  const toggle = (day: Weekday, isOn: boolean) => {
    const next = DAYS.filter((other) => (other === day ? isOn : chosen.includes(other)));
    if (next.length > 0) change({ days: next.length === DAYS.length ? null : next });
  };
  return (
    <>
      <Switch
        label={t("notifications.quietOn")} checked={hours !== null} error={hours ? undefined : error}
        onChange={(event) => onChange(event.target.checked ? { time_zone: here(), from: "22:00", to: "07:00", days: null } : null)}
      />
      {hours && <>
        <div className="settings-pair settings-pair-short">
          <TextField type="time" label={t("notifications.from")} value={hours.from} required onChange={(event) => { if (event.target.value) change({ from: event.target.value }); }} />
          <TextField type="time" label={t("notifications.to")} value={hours.to} required onChange={(event) => { if (event.target.value) change({ to: event.target.value }); }} />
        </div>
        <SelectField className="settings-narrow" label={t("notifications.zone")} value={hours.time_zone} options={withZone(zones, hours.time_zone)} onChange={(event) => change({ time_zone: event.target.value })} />
        <fieldset>
          <legend className="ui-field-label">{t("notifications.days")}</legend>
          <div className="settings-days">
            {days.map(({ day, short, long }) => (
              <label key={day} className="settings-day" title={long}>
                <input type="checkbox" checked={chosen.includes(day)} aria-label={long} onChange={(event) => toggle(day, event.target.checked)} />
                <span aria-hidden="true">{short}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <p className="settings-hint">{t(hours.from === hours.to ? "notifications.quietAllDay" : hours.to < hours.from ? "notifications.quietOver" : "notifications.quietWithin")}</p>
        {error && <p className="settings-wrong" role="alert">{error}</p>}
      </>}
    </>
  );
}

/** A zone that this browser does not list stays choosable. */
const withZone = (zones: { value: string; label: string }[], zone: string) => zones.some(({ value }) => value === zone) ? zones : [{ value: zone, label: zone }, ...zones];

/** The week as the person's country begins it. */
function weekOf(locale: string) {
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };
  const first = (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1;
  const name = (at: number, weekday: "short" | "long") => new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(SUNDAY + at * 86_400_000);
  return DAYS.map((_, step) => (first + step) % 7).map((at) => ({ day: DAYS[at]!, short: name(at, "short"), long: name(at, "long") }));
}
