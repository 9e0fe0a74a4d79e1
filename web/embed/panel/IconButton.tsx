import type { ComponentProps, ReactNode } from "react";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  label: string;
  icon: ReactNode;
  kind?: string;
  size?: string;
}

/** A button with a picture; its name is its tooltip too. */
export const IconButton = ({ label, icon, kind, size, className, ...rest }: IconButtonProps) => (
  <button type="button" {...rest} aria-label={label} title={label} className={["icon-button", kind && `icon-button-${kind}`, size === "small" && "icon-button-small", className].filter(Boolean).join(" ")}>{icon}</button>
);
