import { DropdownMenu as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { MenuParts, type Place } from "./Menu.tsx";

interface MenuPopupProps {
  place(): Place;
  onClose(): void;
  /** Gets the focus when the menu closes. */
  backTo: RefObject<HTMLElement | null>;
  align: "start" | "center" | "end";
  side: "top" | "bottom";
  label?: string;
  children: ReactNode;
}

/** An open menu at a place of the page. Its own trigger is an unseen box there: the real one exists before Radix is loaded. */
export default function MenuPopup({ place, onClose, backTo, align, side, label, children }: MenuPopupProps) {
  const [{ left, top, width, height }] = useState(place);
  const chosen = useRef(false);
  return (
    <MenuParts value={Radix}>
      <Radix.Root open modal={false} onOpenChange={(open) => { if (!open) onClose(); }}>
        {/* In the body: in a row of a virtual list (`contain`, `transform`) a fixed place would be counted from that list's corner. */}
        {createPortal(<Radix.Trigger asChild><span aria-hidden="true" tabIndex={-1} style={{ position: "fixed", pointerEvents: "none", left, top, inlineSize: width, blockSize: height }} /></Radix.Trigger>, document.body)}
        <Radix.Portal>
          <Radix.Content
            className={width === 0 ? "ui-menu ui-menu-context" : "ui-menu"} align={align} side={side} sideOffset={4} collisionPadding={8} loop aria-label={label} aria-labelledby={undefined}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              // A dialog or a page that the item opened has taken the focus already.
              if (!chosen.current || document.activeElement === document.body) backTo.current?.focus({ preventScroll: true });
            }}
            onClick={() => { chosen.current = true; }}
            onPointerDownOutside={(event) => { if (backTo.current?.contains(event.target as Node) && width > 0) event.preventDefault(); }}
          >
            {children}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </MenuParts>
  );
}
