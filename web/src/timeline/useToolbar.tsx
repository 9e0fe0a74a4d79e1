import type { TimelineItem } from "@parley/client";
import { type FocusEvent, lazy, type PointerEvent, Suspense, useState } from "react";

/** Comes when somebody first points at a message. */
const Toolbar = lazy(() => import("./Toolbar.tsx"));

/** The toolbar of the one message that somebody points at or that has the focus; the others have none to draw. */
export function useToolbar(item: TimelineItem) {
  const [isOver, setOver] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const isActive = isOver || hasFocus || isOpen;
  return {
    isActive,
    handlers: {
      onPointerEnter: (event: PointerEvent) => { if (event.pointerType !== "touch") setOver(true); },
      onPointerLeave: () => setOver(false),
      onFocus: (event: FocusEvent) => { if ((event.target as Element).matches(":focus-visible")) setFocus(true); },
      onBlur: (event: FocusEvent) => { if (!event.currentTarget.contains(event.relatedTarget)) setFocus(false); },
    },
    toolbar: isActive && !item.sending && !item.message.deleted_at ? <Suspense fallback={null}><Toolbar item={item} onOpenChange={setOpen} /></Suspense> : null,
  };
}
