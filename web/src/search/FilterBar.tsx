import { Calendar, ChevronDown, FileType, Hash, Paperclip, User, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../i18n/format.ts";
import { Menu, MenuCheckItem, MenuChoice } from "../ui/Menu.tsx";
import { Popover } from "../ui/Popover.tsx";
import { DatePicker } from "./DatePicker.tsx";
import { ConversationChoice, PersonChoice } from "./Choices.tsx";
import { type Filter, HAS, type Operator, sameFilter, TYPES, withFilter } from "./query.ts";
import { useValueName } from "./useValueName.ts";

/** What is set, as chips that can be taken away, and what can be set. */
export function FilterBar({ filters, onChange, scope }: { filters: readonly Filter[]; onChange(filters: readonly Filter[]): void; scope?: boolean }) {
  const { t } = useTranslation("search");
  const has = (name: Operator) => filters.some((filter) => filter.name === name);
  const put = (name: Operator, value: string) => onChange(withFilter(filters, { name, value }));
  const drop = (filter: Filter) => onChange(filters.filter((one) => !sameFilter(one, filter)));
  const what = filters.filter(({ name, not }) => name === "has" && !not).map(({ value }) => value);

  return (
    <div className="search-filters" role="group" aria-label={t("filters")}>
      {filters.map((filter) => <Chip key={`${filter.not} ${filter.name} ${filter.value}`} filter={filter} onDrop={() => drop(filter)} />)}
      {!has("from") && <Choose icon={<User />} label={t("add.from")}>{(close) => <PersonChoice onChoose={(value) => { put("from", value); close(); }} />}</Choose>}
      {!scope && !has("in") && <Choose icon={<Hash />} label={t("add.in")}>{(close) => <ConversationChoice onChoose={(value) => { put("in", value); close(); }} />}</Choose>}
      <Menu label={t("add.has")} trigger={<button type="button" className="search-add"><Paperclip aria-hidden="true" />{t("add.has")}<ChevronDown aria-hidden="true" /></button>}>
        {HAS.map((value) => (
          <MenuCheckItem key={value} checked={what.includes(value)} onChange={(on) => (on ? put("has", value) : drop({ name: "has", value }))}>{t(`value.${value}`)}</MenuCheckItem>
        ))}
      </Menu>
      {!has("type") && (
        <Menu label={t("add.type")} trigger={<button type="button" className="search-add"><FileType aria-hidden="true" />{t("add.type")}<ChevronDown aria-hidden="true" /></button>}>
          <MenuChoice label={t("add.type")} value="" onChange={(value) => put("type", value)} options={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))} />
        </Menu>
      )}
      {!(has("after") && has("before")) && !has("on") && (
        <Choose icon={<Calendar />} label={t("add.date")}>{(close) => <DatePicker filters={filters} onChange={(next) => { onChange(next); close(); }} />}</Choose>
      )}
    </div>
  );
}

function Choose({ icon, label, children }: { icon: ReactNode; label: string; children(close: () => void): ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label={label} open={isOpen} onOpenChange={setOpen} className="search-popover"
      trigger={<button type="button" className="search-add">{icon}{label}<ChevronDown aria-hidden="true" /></button>}
    >
      {children(() => setOpen(false))}
    </Popover>
  );
}

function Chip({ filter, onDrop }: { filter: Filter; onDrop(): void }) {
  const { t } = useTranslation("search");
  const valueName = useValueName(filter);
  const isDay = filter.name === "before" || filter.name === "after" || filter.name === "on";
  const value = isDay && /^\d{4}-\d{2}-\d{2}$/.test(filter.value) ? formatDate(`${filter.value}T12:00`) : valueName;
  const words = t(`chip.${filter.name}`, { value });
  return (
    <span className="search-chip">
      <span className="search-chip-words" dir="auto">{filter.not ? t("chip.not", { filter: words }) : words}</span>
      <button type="button" className="search-chip-drop" aria-label={t("removeFilter", { filter: words })} onClick={onDrop}><X aria-hidden="true" /></button>
    </span>
  );
}
