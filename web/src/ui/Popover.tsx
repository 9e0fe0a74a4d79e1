import { lazy, type ReactElement, type ReactNode, type RefObject, Suspense } from "react";
import { useOpener } from "./useOpener.ts";

/** Comes with the first one that is opened. */
const PopoverPopup = lazy(() => import("./PopoverPopup.tsx"));

export interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement;
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

/** A small panel that belongs to a button. */
export function Popover({ trigger, children, open, onOpenChange, returnTo, ...rest }: PopoverProps) {
  const { isOpen, set, button, element } = useOpener(trigger, { open, onOpenChange, popup: "dialog" });
  return (
    <>
      {element}
      {isOpen && <Suspense fallback={null}><PopoverPopup {...rest} button={button} returnTo={returnTo ?? button} onClose={() => set(false)}>{children}</PopoverPopup></Suspense>}
    </>
  );
}
