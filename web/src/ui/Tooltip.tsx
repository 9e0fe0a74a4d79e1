import { cloneElement, type FocusEvent, type PointerEvent, type ReactElement, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./Kbd.tsx";
import "./Tooltip.css";

const WAIT = 450, LINGER = 120, WARM = 400;
let lastClosed = 0;

type Handlers = Partial<Record<"onPointerEnter" | "onPointerLeave" | "onPointerDown", (event: PointerEvent<never>) => void> &
  Record<"onFocus" | "onBlur", (event: FocusEvent<never>) => void>>;

/** Nothing is drawn until it is asked for, so that a thousand buttons cost nothing. Touch has no tooltips: names are for readers, menus for fingers. */
export function useTooltip(text: ReactNode, { keys, handlers = {} as object, id }: { keys?: string; handlers?: object; id?: string } = {}) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef(0);
  const given = handlers as Handlers;

  const show = (element: Element, wait: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setAnchor(element), Date.now() - lastClosed < WARM ? 0 : wait);
  };
  const hide = (wait = LINGER) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setAnchor((open) => (open && (lastClosed = Date.now()), null)), wait);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  const own: Handlers = {
    onPointerEnter: (event) => { given.onPointerEnter?.(event); if (event.pointerType !== "touch") show(event.currentTarget, WAIT); },
    onPointerLeave: (event) => { given.onPointerLeave?.(event); hide(); },
    onPointerDown: (event) => { given.onPointerDown?.(event); clearTimeout(timer.current); setAnchor(null); },
    onFocus: (event) => { given.onFocus?.(event); if ((event.currentTarget as Element).matches(":focus-visible")) show(event.currentTarget, WAIT); },
    onBlur: (event) => { given.onBlur?.(event); hide(0); },
  };
  const tooltip = anchor && text
    ? createPortal(<Tip id={id} anchor={anchor} text={text} keys={keys} onEnter={() => clearTimeout(timer.current)} onLeave={() => hide()} onClose={() => setAnchor(null)} />, document.body)
    : null;
  return { handlers: own, tooltip, open: anchor !== null };
}

interface TipProps { id?: string; anchor: Element; text: ReactNode; keys?: string; onEnter(): void; onLeave(): void; onClose(): void }

function Tip({ id, anchor, text, keys, onEnter, onLeave, onClose }: TipProps) {
  const tip = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const { style, offsetWidth: width, offsetHeight: height } = tip.current!;
    const box = anchor.getBoundingClientRect();
    const above = box.top - height - 6;
    style.left = `${Math.round(Math.max(4, Math.min(innerWidth - width - 4, box.left + box.width / 2 - width / 2)))}px`;
    style.top = `${Math.round(above < 4 ? box.bottom + 6 : above)}px`;
  }, [anchor, text]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => { if (event.key === "Escape") onClose(); };
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("scroll", onClose, true);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      document.removeEventListener("scroll", onClose, true);
    };
  }, [onClose]);

  return (
    <div ref={tip} id={id} role="tooltip" className="ui-tooltip" onPointerEnter={onEnter} onPointerLeave={onLeave}>
      {text}{keys && <Kbd keys={keys} />}
    </div>
  );
}

/** More about something that has a name of its own. */
export function Tooltip({ text, keys, children }: { text: ReactNode; keys?: string; children: ReactElement<Record<string, unknown>> }) {
  const id = useId();
  const { handlers, tooltip, open } = useTooltip(text, { keys, handlers: children.props, id });
  return <>{cloneElement(children, { ...handlers, "aria-describedby": open ? id : children.props["aria-describedby"] })}{tooltip}</>;
}
