import type { ReactNode } from "react";
import "./EmptyState.css";

/** Says why nothing is here and what to do about it. */
export function EmptyState({ icon, title, text, action }: { icon?: ReactNode; title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className="ui-empty">
      {icon && <span className="ui-empty-icon" aria-hidden="true">{icon}</span>}
      <p className="ui-empty-title">{title}</p>
      {text && <p className="ui-empty-text">{text}</p>}
      {action && <div className="ui-empty-action">{action}</div>}
    </div>
  );
}
