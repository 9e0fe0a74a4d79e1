import type { ReactNode } from "react";
import { useTitle } from "./pageTitle.ts";
import "./PageFrame.css";

export interface PageFrameProps {
  title: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** What stays in place while the rest scrolls: a search field, filters. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A page beside the conversations: its name above, one readable column that scrolls below. */
export function PageFrame({ title, actions, tools, children }: PageFrameProps) {
  useTitle(title);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-head-line">
          <h1 className="page-title">{title}</h1>
          {actions && <div className="page-actions">{actions}</div>}
        </div>
        {tools}
      </header>
      <div className="page-body"><div className="page-column">{children}</div></div>
    </div>
  );
}
