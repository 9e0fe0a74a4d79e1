import { Popover as Radix } from "radix-ui";
import type { ReactElement, ReactNode, RefObject } from "react";
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
  /** Where the focus goes afterwards, when not back to the trigger. */
  returnTo?: RefObject<HTMLElement | null>;
  className?: string;
}

export function Popover({ trigger, anchor, children, label, open, onOpenChange, side = "bottom", align = "start", takeFocus = true, returnTo, className }: PopoverProps) {
  const keep = takeFocus ? undefined : (event: Event) => event.preventDefault();
  const goBack = returnTo ? (event: Event) => { event.preventDefault(); returnTo.current?.focus(); } : keep;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      {anchor && <Radix.Anchor asChild>{anchor}</Radix.Anchor>}
      <Radix.Portal>
        <Radix.Content
          className={classes("ui-popover", className)} aria-label={label} side={side} align={align} sideOffset={6} collisionPadding={8}
          onOpenAutoFocus={keep} onCloseAutoFocus={goBack}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const PopoverClose = ({ children }: { children: ReactElement }) => <Radix.Close asChild>{children}</Radix.Close>;
