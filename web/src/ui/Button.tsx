import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes.ts";
import { Spinner } from "./Spinner.tsx";
import "./Button.css";

export interface ButtonProps extends ComponentProps<"button"> {
  kind?: "primary" | "plain" | "quiet" | "danger";
  size?: "normal" | "small";
  icon?: ReactNode;
  /** Shows a spinner in the button's own width and takes no more clicks; the focus stays. */
  busy?: boolean;
}

export function Button({ kind = "plain", size = "normal", icon, busy, className, children, onClick, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest} type={type} aria-busy={busy || undefined} aria-disabled={busy || rest["aria-disabled"]}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classes("ui-button", `ui-button-${kind}`, size === "small" && "ui-button-small", busy && "ui-button-busy", className)}
    >
      {icon}
      {children != null && <span className="ui-button-text">{children}</span>}
      {busy && <Spinner />}
    </button>
  );
}
