import { type ReactNode, useId } from "react";
import { classes } from "../ui/classes.ts";

/** What belongs together, under a heading of its own. */
export function Group({ title, hint, children, action, className }: { title: string; hint?: ReactNode; children?: ReactNode; action?: ReactNode; className?: string }) {
  const id = useId();
  return (
    <section className={classes("settings-group", className)} aria-labelledby={id}>
      <div className="settings-group-head">
        <h2 id={id} className="settings-group-title">{title}</h2>
        {action}
      </div>
      {hint && <p className="settings-hint">{hint}</p>}
      {children}
    </section>
  );
}

/** Rows of things that can be looked at and taken away. */
export const Rows = ({ label, children }: { label: string; children: ReactNode }) => <ul role="list" className="settings-rows" aria-label={label}>{children}</ul>;

export function Row({ icon, title, text, note, children }: { icon?: ReactNode; title: ReactNode; text?: ReactNode; note?: ReactNode; children?: ReactNode }) {
  return (
    <li className="settings-row">
      {icon && <span className="settings-row-icon" aria-hidden="true">{icon}</span>}
      <div className="settings-row-words">
        <p className="settings-row-title"><bdi>{title}</bdi>{note && <span className="settings-chip">{note}</span>}</p>
        {text && <p className="settings-hint">{text}</p>}
      </div>
      {children && <div className="settings-row-actions">{children}</div>}
    </li>
  );
}
