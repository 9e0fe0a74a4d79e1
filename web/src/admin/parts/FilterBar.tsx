import { Search, SlidersHorizontal, X } from "lucide-react";
import { Children, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton, SelectField, TextField } from "../../ui/index.ts";

/** Filters in a row that wraps; `actions` stand at its end. Where there is little room, only the first is seen until the others are asked for. */
export function FilterBar({ children, actions, onClear, isSet }: { children: ReactNode; actions?: ReactNode; onClear(): void; isSet: boolean }) {
  const { t } = useTranslation("admin");
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const [first, ...rest] = Children.toArray(children);
  return (
    <div className="admin-filters" role="search" aria-label={t("filters")}>
      {first}
      {rest.length > 0 && <IconButton kind="plain" label={t("filters")} icon={<SlidersHorizontal />} aria-expanded={isOpen} aria-controls={id} className="admin-filters-toggle" data-set={isSet || undefined} onClick={() => setOpen(!isOpen)} />}
      <div className="admin-filters-rest" id={id} data-open={isOpen || undefined}>{rest}</div>
      {isSet && <Button kind="quiet" onClick={onClear}>{t("clearFilters")}</Button>}
      {actions && <div className="admin-filters-actions">{actions}</div>}
    </div>
  );
}

const PAUSE = 300; // ms: the server is asked when the fingers rest

/** Asks when the person pauses; what stands in the address is what is asked. */
export function SearchFilter({ label, value, onChange, search = true }: { label: string; value: string; onChange(value: string): void; search?: boolean }) {
  const { t } = useTranslation("admin");
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    if (text === told.current) return;
    const pause = setTimeout(() => { told.current = text; tell.current(text.trim()); }, PAUSE);
    return () => clearTimeout(pause);
  }, [text]);

  return (
    <TextField
      label={label} hideLabel type="text" inputMode="search" placeholder={label} value={text} onChange={(event) => setText(event.target.value)} className="admin-filter-text"
      before={search ? <Search /> : undefined}
      after={text && <IconButton size="small" label={t("clear")} icon={<X />} onClick={() => setText("")} />}
    />
  );
}

/** One of few; the first choice is "all". */
export function ChoiceFilter({ label, all, value, options, onChange }: { label: string; all: string; value: string; options: { value: string; label: string }[]; onChange(value: string): void }) {
  return <SelectField label={label} hideLabel className="admin-filter-choice" value={value} onChange={(event) => onChange(event.target.value)} options={[{ value: "", label: all }, ...options]} />;
}

/** Both days belong to the span. */
export function DaysFilter({ from, to, onChange }: { from: string; to: string; onChange(days: { from?: string; to?: string }): void }) {
  const { t } = useTranslation("admin");
  return (
    <div className="admin-filter-days">
      <TextField label={t("from")} type="date" value={from} max={to || undefined} onChange={(event) => onChange({ from: event.target.value })} />
      <TextField label={t("to")} type="date" value={to} min={from || undefined} onChange={(event) => onChange({ to: event.target.value })} />
    </div>
  );
}
