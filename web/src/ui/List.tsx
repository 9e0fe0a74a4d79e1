import { type ComponentProps, type ReactNode, useRef } from "react";
import { classes } from "./classes.ts";
import { useRovingFocus } from "./useRovingFocus.ts";
import "./List.css";

/** A list whose rows are walked with the arrow keys. */
export function List({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  const list = useRef<HTMLUListElement>(null);
  return <ul ref={list} role="list" aria-label={label} className={classes("ui-list", className)} {...useRovingFocus(list)}>{children}</ul>;
}

export interface ListItemProps extends Omit<ComponentProps<"button">, "title"> {
  /** Shown at the two ends; they may hold an avatar, a badge, a time. */
  before?: ReactNode;
  after?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  current?: boolean;
  /** What typing letters finds, where the title is more than text. */
  letters?: string;
}

export function ListItem({ before, after, title, text, current, letters, className, type = "button", ...rest }: ListItemProps) {
  return (
    <li>
      <button {...rest} type={type} data-roving={letters ?? ""} tabIndex={-1} aria-current={current || undefined} className={classes("ui-list-item", className)}>
        {before}
        <span className="ui-list-words">
          <span className="ui-list-title">{title}</span>
          {text && <span className="ui-list-text">{text}</span>}
        </span>
        {after}
      </button>
    </li>
  );
}
