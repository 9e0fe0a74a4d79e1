import { Clock, Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/IconButton.tsx";
import { type Asked, read, withFilter, write } from "./query.ts";
import { rememberSearch } from "./recent.ts";
import { type Suggestion, useSuggestions } from "./suggestions.ts";

export interface SearchBoxProps {
  asked: Asked;
  onAsk(asked: Asked): void;
  label: string;
  /** In one conversation only. */
  scope?: boolean;
  /** Where the arrow down leads when nothing is suggested. */
  results: RefObject<HTMLElement | null>;
}

/** The field: words, and operators that become chips as soon as they are whole. */
export function SearchBox({ asked, onAsk, label, scope = false, results }: SearchBoxProps) {
  const { t } = useTranslation("search");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const suggestions = useSuggestions(asked, scope);
  const shown = isOpen && suggestions.length > 0;

  useEffect(() => field.current?.focus(), []);
  useEffect(() => setAt(-1), [asked.words]);

  const change = (text: string, typing: boolean) => {
    const { words, filters } = read(text, typing);
    onAsk({ words, filters: filters.reduce(withFilter, asked.filters) });
  };
  const take = ({ result }: Suggestion) => {
    onAsk(typeof result === "string" ? read(result) : result);
    const goesOn = typeof result !== "string" && result.words.endsWith(":");
    setOpen(goesOn);
    field.current?.focus();
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const count = suggestions.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (shown) setAt((at + (event.key === "ArrowDown" ? 1 : -1) + count + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % count);
      else if (event.key === "ArrowDown") results.current?.querySelector<HTMLElement>("[data-roving]")?.focus();
    } else if (event.key === "Enter" || (event.key === "Tab" && shown && at >= 0)) {
      event.preventDefault();
      const chosen = shown ? suggestions[at] : undefined;
      if (chosen) return take(chosen);
      change(asked.words, false);
      rememberSearch(write(asked));
      setOpen(false);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && !asked.words && asked.filters.length > 0) onAsk({ words: "", filters: asked.filters.slice(0, -1) });
  }

  return (
    <div className="search-box" role="search" aria-label={label}>
      <Search aria-hidden="true" className="search-box-icon" />
      <input
        ref={field} type="search" className="search-box-field" dir="auto" value={asked.words} aria-label={label} placeholder={label} maxLength={400}
        autoComplete="off" autoCapitalize="off" spellCheck={false} enterKeyHint="search"
        role="combobox" aria-expanded={shown} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        onChange={(event) => { setOpen(true); change(event.target.value, true); }}
        onFocus={() => setOpen(true)} onClick={() => setOpen(true)} onBlur={() => setOpen(false)} onKeyDown={onKeyDown}
      />
      {(asked.words || asked.filters.length > 0) && (
        <IconButton size="small" icon={<X />} label={t("clear")} onClick={() => { onAsk({ words: "", filters: [] }); field.current?.focus(); }} />
      )}
      <ul id={`${id}-list`} role="listbox" aria-label={t("suggestions")} className="search-suggestions" hidden={!shown}>
        {shown && suggestions.map((one, index) => (
          <li
            key={one.id} id={`${id}-${index}`} role="option" aria-selected={index === at} className="search-suggestion"
            onPointerDown={(event) => event.preventDefault()} onPointerMove={() => setAt(index)} onClick={() => take(one)}
          >
            {one.kind === "recent" && <Clock aria-hidden="true" />}
            <bdi className={one.kind === "operator" ? "search-suggestion-operator" : "search-suggestion-label"}>{one.label}</bdi>
            {one.hint && <span className="search-suggestion-hint">{one.hint}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
