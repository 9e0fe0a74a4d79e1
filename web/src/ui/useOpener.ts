import { cloneElement, type MouseEvent, type ReactElement, type RefObject, useRef, useState } from "react";

interface Options { open?: boolean; onOpenChange?(open: boolean): void; popup: "menu" | "dialog" }
interface Opener { isOpen: boolean; set(open: boolean): void; button: RefObject<HTMLElement | null>; element: ReactElement }

/** The button of something that opens: it stands in the page before the library of what it opens is loaded. */
export function useOpener(trigger: ReactElement, { open, onOpenChange, popup }: Options): Opener {
  const [own, setOwn] = useState(false);
  const button = useRef<HTMLElement | null>(null);
  const isOpen = open ?? own;
  const set = (next: boolean) => { setOwn(next); onOpenChange?.(next); };
  const given = trigger as ReactElement<{ onClick?(event: MouseEvent<HTMLElement>): void }>;
  const element = cloneElement(given, {
    "aria-haspopup": popup, "aria-expanded": isOpen, "data-state": isOpen ? "open" : "closed",
    // A wrapped button may not pass a ref on; whoever is pressed is the one.
    onClick: (event: MouseEvent<HTMLElement>) => { given.props.onClick?.(event); button.current = event.currentTarget; set(!isOpen); },
  } as object);
  return { isOpen, set, button, element };
}
