import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";
import "./Field.css";

export interface FieldWords {
  label: ReactNode;
  /** Keeps the label for screen readers only, where a placeholder or an icon says enough. */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
}

function useField({ hint, error }: FieldWords, given?: string) {
  const own = useId();
  const id = given ?? own;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return { id, control: { id, "aria-describedby": describedBy, "aria-invalid": error ? true : undefined } as const };
}

function Frame({ id, words: { label, hideLabel, hint, error }, className, children }: { id: string; words: FieldWords; className?: string; children: ReactNode }) {
  return (
    <div className={classes("ui-field", className)}>
      <label htmlFor={id} className={hideLabel ? "ui-field-hidden-label" : "ui-field-label"}>{label}</label>
      {children}
      {hint && <p id={`${id}-hint`} className="ui-field-hint">{hint}</p>}
      {error && <p id={`${id}-error`} role="alert" className="ui-field-error">{error}</p>}
    </div>
  );
}

export interface TextFieldProps extends ComponentProps<"input">, FieldWords {
  /** Stands inside the box: an icon before, a button or a count after. */
  before?: ReactNode;
  after?: ReactNode;
}

export function TextField({ label, hideLabel, hint, error, before, after, className, id: given, ...rest }: TextFieldProps) {
  const words = { label, hideLabel, hint, error };
  const { id, control } = useField(words, given);
  return (
    <Frame id={id} words={words} className={className}>
      <div className={classes("ui-field-box", error && "ui-field-wrong")}>
        {before && <span className="ui-field-side" aria-hidden="true">{before}</span>}
        <input dir="auto" type="text" {...rest} {...control} className="ui-field-input" />
        {after}
      </div>
    </Frame>
  );
}

export interface TextAreaProps extends ComponentProps<"textarea">, FieldWords {}

/** Grows with its text where the browser can (`field-sizing`), and by hand elsewhere. */
export function TextArea({ label, hideLabel, hint, error, className, id: given, rows = 3, ...rest }: TextAreaProps) {
  const words = { label, hideLabel, hint, error };
  const { id, control } = useField(words, given);
  return (
    <Frame id={id} words={words} className={className}>
      <div className={classes("ui-field-box", error && "ui-field-wrong")}>
        <textarea dir="auto" rows={rows} {...rest} {...control} className="ui-field-input ui-field-area" />
      </div>
    </Frame>
  );
}

export interface SelectFieldProps extends ComponentProps<"select">, FieldWords {
  options: { value: string; label: string; disabled?: boolean }[];
}

export function SelectField({ label, hideLabel, hint, error, options, className, id: given, ...rest }: SelectFieldProps) {
  const words = { label, hideLabel, hint, error };
  const { id, control } = useField(words, given);
  return (
    <Frame id={id} words={words} className={className}>
      <div className={classes("ui-field-box", "ui-field-select", error && "ui-field-wrong")}>
        <select {...rest} {...control} className="ui-field-input">
          {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
        </select>
      </div>
    </Frame>
  );
}
