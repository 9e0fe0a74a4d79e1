import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton, TextField } from "../../ui/index.ts";

export interface Choice { id: string; name: string; more?: string }

interface PickerProps {
  label: string;
  hideLabel?: boolean;
  find(query: string): Promise<Choice[]>;
  onPick(choice: Choice): void;
  /** What is chosen now; clearing it is told by `onClear`. */
  chosen?: string;
  onClear?(): void;
}

/** A field that finds people or conversations while one types (ARIA's combobox with a list). */
export function Picker({ label, hideLabel, find, onPick, chosen, onClear }: PickerProps) {
  const { t } = useTranslation("admin");
  const id = useId();
  const [text, setText] = useState("");
  const [found, setFound] = useState<Choice[]>([]);
  const [at, setAt] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const finder = useRef(find);
  finder.current = find;

  useEffect(() => {
    if (!isOpen) return;
    let isOld = false;
    const pause = setTimeout(() => {
      finder.current(text.trim()).then((choices) => { if (!isOld) { setFound(choices); setAt(0); } }, () => { if (!isOld) setFound([]); }); // a list that does not come is an empty one: typing on asks again
    }, 200);
    return () => { isOld = true; clearTimeout(pause); };
  }, [text, isOpen]);

  const pick = (choice: Choice) => {
    onPick(choice);
    setText("");
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setOpen(true);
      setAt((before) => (found.length ? (before + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length : 0));
    } else if (event.key === "Enter" && isOpen && found[at]) pick(found[at]);
    else if (event.key === "Escape" && isOpen) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="admin-picker" onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false); }}>
      <TextField
        label={label} hideLabel={hideLabel} placeholder={hideLabel ? label : undefined} role="combobox" aria-autocomplete="list" aria-expanded={isOpen} aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && found[at] ? `${id}-${at}` : undefined} autoComplete="off" value={chosen && !isOpen ? chosen : text}
        onFocus={() => { if (!chosen) setOpen(true); }} onClick={() => setOpen(true)} onChange={(event) => { setText(event.target.value); setOpen(true); }} onKeyDown={onKeyDown}
        after={chosen && onClear && <IconButton size="small" label={t("clear")} icon={<X />} onClick={onClear} />}
      />
      <ul role="listbox" id={`${id}-list`} aria-label={label} className="admin-picker-list" hidden={!isOpen || found.length === 0}>
        {found.map((choice, index) => (
          <li key={choice.id} id={`${id}-${index}`} role="option" aria-selected={index === at} className="admin-picker-choice" onPointerDown={(event) => event.preventDefault()} onClick={() => pick(choice)}>
            <bdi>{choice.name}</bdi>{choice.more && <span className="admin-muted"><bdi>{choice.more}</bdi></span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
