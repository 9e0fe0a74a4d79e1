import type { UserId, UserView } from "@parley/client";
import { Check, Search, X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { usePages } from "../app/usePages.ts";
import { errorText } from "../i18n/format.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { TextField } from "../ui/Field.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { useRovingFocus } from "../ui/useRovingFocus.ts";
import { PeopleWaiting } from "./PeopleWaiting.tsx";
import { PersonPresence } from "./PersonPresence.tsx";
import "./People.css";

export interface PeoplePickerProps {
  label: string;
  chosen: readonly UserView[];
  /** The first one chosen ends it where only one is wanted. */
  onChange(chosen: readonly UserView[]): void;
  /** Who is there already. */
  without?: (id: UserId) => boolean;
  withMe?: boolean;
}

const idOf = (person: UserView) => person.id;

/** Chooses people: those chosen as chips above, everybody below, by name. */
export function PeoplePicker({ label, chosen, onChange, without, withMe }: PeoplePickerProps) {
  const { t } = useTranslation("people");
  const [query, setQuery] = useState("");
  const people = usePages("/users", idOf, { query: useDeferredValue(query.trim()), limit: 30 });
  const me = useCell(parley.me);
  const list = useRef<HTMLUListElement>(null);
  const roving = useRovingFocus(list);
  const ids = new Set(chosen.map(idOf));
  const offered = people.items.filter(({ id, disabled }) => !disabled && (withMe || id !== me?.id) && !without?.(id));
  useEffect(() => parley.people.meet(...people.items), [people.items]);

  const toggle = (person: UserView) => {
    onChange(ids.has(person.id) ? chosen.filter(({ id }) => id !== person.id) : [...chosen, person]);
    setQuery("");
  };
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Backspace" && !query && chosen.length > 0) onChange(chosen.slice(0, -1));
    else if (event.key === "ArrowDown") list.current?.querySelector<HTMLElement>("[data-roving]")?.focus();
    else if (event.key === "Enter" && query && offered[0]) toggle(offered[0]);
    else return;
    event.preventDefault();
  }

  return (
    <div className="people-picker" role="group" aria-label={label}>
      {chosen.length > 0 && (
        <ul role="list" className="people-chips" aria-label={t("chosen")}>
          {chosen.map((person) => (
            <li key={person.id} className="people-chip">
              <Avatar id={person.id} name={person.display_name} url={person.avatar_url} size={20} />
              <bdi className="people-chip-name">{person.display_name}</bdi>
              <button type="button" className="people-chip-drop" aria-label={t("unchoose", { name: person.display_name })} onClick={() => toggle(person)}><X aria-hidden="true" /></button>
            </li>
          ))}
        </ul>
      )}
      <TextField label={label} type="search" placeholder={t("find")} before={<Search />} value={query} autoComplete="off" onChange={(event) => setQuery(event.target.value)} onKeyDown={onKeyDown} />
      <div className="people-picker-list">
        {!people.loaded && !people.problem && <PeopleWaiting rows={3} />}
        {people.problem && !people.loaded && <p role="alert" className="people-note">{errorText(people.problem.code)}</p>}
        {people.loaded && offered.length === 0 && <p className="people-note">{query ? t("nobody", { query }) : t("nobodyElse")}</p>}
        <ul ref={list} role="list" aria-label={t("everybody")} className="people-list" {...roving}>
          {offered.map((person) => (
            <li key={person.id}>
              <button type="button" aria-pressed={ids.has(person.id)} className="ui-list-item" data-roving={person.display_name} tabIndex={-1} onClick={() => toggle(person)}>
                <PersonPresence person={person} size={32} />
                <span className="ui-list-words"><bdi className="ui-list-title">{person.display_name}</bdi><bdi className="ui-list-text">@{person.username}</bdi></span>
                {ids.has(person.id) && <Check aria-hidden="true" className="people-check" />}
              </button>
            </li>
          ))}
        </ul>
        {people.hasMore && <LoadMore busy={people.busy} onMore={people.loadMore} problem={people.problem && errorText(people.problem.code)} />}
      </div>
    </div>
  );
}
