import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes.ts";
import { Spinner } from "./Spinner.tsx";
import { useTooltip } from "./Tooltip.tsx";
import "./Button.css";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** The button's name, also shown as its tooltip. */
  label: string;
  icon: ReactNode;
  /** The shortcut that does the same, such as `Mod+K`. */
  keys?: string;
  kind?: "quiet" | "plain" | "primary" | "danger";
  size?: "normal" | "small";
  busy?: boolean;
  children?: ReactNode;
}

export function IconButton({ label, icon, keys, kind = "quiet", size = "normal", busy, className, onClick, type = "button", children, ...rest }: IconButtonProps) {
  const { handlers, tooltip } = useTooltip(label, { keys, handlers: rest });
  return (
    <>
      <button
        {...rest} {...handlers} type={type} aria-label={label} aria-busy={busy || undefined}
        onClick={busy ? (event) => event.preventDefault() : onClick}
        className={classes("ui-icon-button", `ui-icon-button-${kind}`, size === "small" && "ui-icon-button-small", className)}
      >
        {busy ? <Spinner /> : icon}
        {children}
      </button>
      {tooltip}
    </>
  );
}
