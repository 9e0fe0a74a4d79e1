import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";
import type { FieldWords } from "./Field.tsx";
import "./Field.css";

interface TickProps extends Omit<ComponentProps<"input">, "type">, FieldWords {}

function Tick({ label, hideLabel, hint, error, className, id: given, kind, ...rest }: TickProps & { kind: "checkbox" | "switch" }) {
  const own = useId();
  const id = given ?? own;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={classes("ui-choice", `ui-choice-${kind}`, className)}>
      <input {...rest} id={id} type="checkbox" role={kind === "switch" ? "switch" : undefined} aria-describedby={describedBy} aria-invalid={error ? true : undefined} className={`ui-${kind}`} />
      <div className="ui-choice-words">
        <label htmlFor={id} className={hideLabel ? "ui-field-hidden-label" : "ui-choice-label"}>{label}</label>
        {hint && <p id={`${id}-hint`} className="ui-field-hint">{hint}</p>}
        {error && <p id={`${id}-error`} role="alert" className="ui-field-error">{error}</p>}
      </div>
    </div>
  );
}

export const Checkbox = (props: TickProps) => <Tick {...props} kind="checkbox" />;

/** For what takes effect at once; a form that is sent has checkboxes. */
export const Switch = (props: TickProps) => <Tick {...props} kind="switch" />;

export interface RadioGroupProps extends FieldWords {
  value: string;
  onChange(value: string): void;
  options: { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  disabled?: boolean;
  /** Beside each other as one control, for two to four short words. */
  segments?: boolean;
}

export function RadioGroup({ label, hideLabel, hint, error, value, onChange, options, disabled, segments }: RadioGroupProps) {
  const id = useId();
  return (
    <fieldset className={segments ? "ui-radios ui-radios-segments" : "ui-radios"} disabled={disabled} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className={hideLabel ? "ui-field-hidden-label" : "ui-field-label"}>{label}</legend>
      <div className="ui-radios-options">
        {options.map((option) => (
          <label key={option.value} className="ui-choice ui-radio-option">
            <input
              type="radio" name={id} value={option.value} checked={option.value === value} disabled={option.disabled} className="ui-radio"
              onChange={() => onChange(option.value)} aria-describedby={option.hint ? `${id}-${option.value}` : undefined}
            />
            <span className="ui-choice-words">
              <span className="ui-choice-label">{option.label}</span>
              {option.hint && <span id={`${id}-${option.value}`} className="ui-field-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {hint && <p id={`${id}-hint`} className="ui-field-hint">{hint}</p>}
      {error && <p role="alert" className="ui-field-error">{error}</p>}
    </fieldset>
  );
}
