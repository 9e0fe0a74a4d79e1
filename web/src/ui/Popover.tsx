import { cloneElement, lazy, type MouseEvent, type ReactElement, type ReactNode, type RefObject, Suspense, useRef, useState } from "react";

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

type Trigger = ReactElement<{ onClick?(event: MouseEvent<HTMLElement>): void }>;

/** A small panel that belongs to a button. */
export function Popover({ trigger, children, open, onOpenChange, returnTo, ...rest }: PopoverProps) {
  const [own, setOwn] = useState(false);
  const button = useRef<HTMLElement | null>(null);
  const isOpen = open ?? own;
  const set = (next: boolean) => { setOwn(next); onOpenChange?.(next); };
  const given = (trigger as Trigger).props;
  return (
    <>
      {cloneElement(trigger as Trigger, {
        "aria-haspopup": "dialog", "aria-expanded": isOpen, "data-state": isOpen ? "open" : "closed",
        onClick: (event: MouseEvent<HTMLElement>) => { given.onClick?.(event); button.current = event.currentTarget; set(!isOpen); },
      } as object)}
      {isOpen && <Suspense fallback={null}><PopoverPopup {...rest} button={button} returnTo={returnTo ?? button} onClose={() => set(false)}>{children}</PopoverPopup></Suspense>}
    </>
  );
}
