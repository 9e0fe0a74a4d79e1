import { Popover as Radix } from "radix-ui";
import type { RefObject } from "react";
import { classes } from "./classes.ts";
import type { PopoverProps } from "./Popover.tsx";
import "./Popover.css";

interface PopoverPopupProps extends Omit<PopoverProps, "trigger" | "open" | "onOpenChange"> {
  button: RefObject<HTMLElement | null>;
  returnTo: RefObject<HTMLElement | null>;
  onClose(): void;
}

export default function PopoverPopup({ button, returnTo, onClose, children, label, side = "bottom", align = "start", takeFocus = true, className }: PopoverPopupProps) {
  // Opened by state before it was ever pressed: whatever has the focus stands for the button.
  button.current ??= document.activeElement as HTMLElement;
  return (
    <Radix.Root open onOpenChange={(open) => { if (!open) onClose(); }} modal={false}>
      <Radix.Anchor virtualRef={button as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          className={classes("ui-popover", className)} aria-label={label} side={side} align={align} sideOffset={6} collisionPadding={8}
          onOpenAutoFocus={takeFocus ? undefined : (event) => event.preventDefault()}
          onCloseAutoFocus={(event) => { event.preventDefault(); if (takeFocus) returnTo.current?.focus(); }}
          // The button closes it by itself; closing here as well would open it again.
          onPointerDownOutside={(event) => { if (button.current?.contains(event.target as Node)) event.preventDefault(); }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
