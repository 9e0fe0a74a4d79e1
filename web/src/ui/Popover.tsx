import { Popover as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes.ts";
import "./Popover.css";

export interface PopoverProps {
  /** A button that opens it; with `anchor` instead, `open` says whether it is seen. */
  trigger?: ReactElement;
  anchor?: ReactElement;
  children: ReactNode;
  label: string;
  open?: boolean;
  onOpenChange?(open: boolean): void;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  /** False for lists that belong to a text field: the caret stays there. */
  takeFocus?: boolean;
  className?: string;
}

export function Popover({ trigger, anchor, children, label, open, onOpenChange, side = "bottom", align = "start", takeFocus = true, className }: PopoverProps) {
  const keep = takeFocus ? undefined : (event: Event) => event.preventDefault();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      {anchor && <Radix.Anchor asChild>{anchor}</Radix.Anchor>}
      <Radix.Portal>
        <Radix.Content
          className={classes("ui-popover", className)} aria-label={label} side={side} align={align} sideOffset={6} collisionPadding={8}
          onOpenAutoFocus={keep} onCloseAutoFocus={keep}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const PopoverClose = ({ children }: { children: ReactElement }) => <Radix.Close asChild>{children}</Radix.Close>;
