import { ChevronDown } from "lucide-react";
import { lazy, type Ref, Suspense, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDay } from "../i18n/format.ts";
import type { Place } from "./places.ts";
import { dayOf, type Row } from "./rows.ts";

const JumpToDate = lazy(() => import("./JumpToDate.tsx"));

const PUSHED_AT = 36; // where the pill ends; the next day's line pushes it up from there
const LOOK_AHEAD = 12;

export interface DayPillHandle {
  follow(rows: readonly Row[], first: number, offsetOf: (at: number) => number, hidden: boolean): void;
}

/** The day line that sticks: it stands over the list, shows the day one looks at, and leads to another. */
export function DayPill({ ref, goTo }: { ref: Ref<DayPillHandle>; goTo(place: Place): void }) {
  const { t } = useTranslation("timeline");
  const [shown, setShown] = useState<{ day: number; date: string }>();
  const [open, setOpen] = useState(false);
  const [armed, setArmed] = useState(false); // the popover's library comes with the first press
  const box = useRef<HTMLDivElement>(null);

  useImperativeHandle(ref, () => ({
    follow(rows, first, offsetOf, hidden) {
      const message = rows[first]?.item.message;
      if (!message || !box.current) return;
      const day = dayOf(message);
      setShown((one) => (one?.day === day ? one : { day, date: message.created_at }));
      let push = 0;
      for (let at = first + 1; at < rows.length && at < first + LOOK_AHEAD; at++) {
        const top = offsetOf(at);
        if (top > PUSHED_AT) break;
        if (rows[at]!.day) { push = Math.min(0, top - PUSHED_AT); break; }
      }
      box.current.style.transform = push ? `translateY(${push}px)` : "";
      box.current.toggleAttribute("data-hidden", hidden);
    },
  }), []);

  const words = shown ? formatDay(shown.date) : "";
  const button = (
    <button type="button" className="timeline-day-pill" aria-haspopup="dialog" aria-expanded={open} aria-label={t("dayJump", { day: words })} onClick={armed ? undefined : () => { setArmed(true); setOpen(true); }}>
      {words}<ChevronDown aria-hidden="true" />
    </button>
  );
  return (
    <div ref={box} className="timeline-sticky" data-hidden={shown ? undefined : ""}>
      {armed ? <Suspense fallback={button}><JumpToDate trigger={button} open={open} onOpenChange={setOpen} from={shown?.date} goTo={goTo} /></Suspense> : button}
    </div>
  );
}
