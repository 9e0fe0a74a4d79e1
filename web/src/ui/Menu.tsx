import { Check, ChevronRight } from "lucide-react";
import { createContext, cloneElement, lazy, type MouseEvent, type ReactElement, type ReactNode, Suspense, type TouchEvent, useContext, useRef, useState } from "react";
import type { DropdownMenu as Radix } from "radix-ui";
import { classes } from "./classes.ts";
import { ignoreLift } from "./ignoreLift.ts";
import { Kbd } from "./Kbd.tsx";
import { useOpener } from "./useOpener.ts";
import "./Menu.css";

/** Radix's parts come with the first menu that is opened: they are a sixth of all that the page would load. */
const MenuPopup = lazy(() => import("./MenuPopup.tsx"));
export const MenuParts = createContext<typeof Radix | null>(null);

function useParts(): typeof Radix {
  const parts = useContext(MenuParts);
  if (!parts) throw new Error("Items stand in a Menu or a ContextMenu.");
  return parts;
}

export interface Place { left: number; top: number; width: number; height: number }

export interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  open?: boolean;
  onOpenChange?(open: boolean): void;
  label?: string;
}

/** A button's menu. */
export function Menu({ trigger, children, align = "start", side = "bottom", open, onOpenChange, label }: MenuProps) {
  const { isOpen, set, button, element } = useOpener(trigger, { open, onOpenChange, popup: "menu" });
  return (
    <>
      {element}
      {isOpen && (
        <Suspense fallback={null}>
          <MenuPopup place={() => (button.current ?? document.activeElement!).getBoundingClientRect()} onClose={() => set(false)} backTo={button} align={align} side={side} label={label}>{children}</MenuPopup>
        </Suspense>
      )}
    </>
  );
}

const LONG_PRESS = 450; // ms
const STILL = 10; // px that a resting finger may move

type Target = ReactElement<{
  onContextMenu?(event: MouseEvent<HTMLElement>): void; onTouchStart?(event: TouchEvent<HTMLElement>): void;
}>;

/** Opens by the right button, the menu key, and a long press of a finger. */
export function ContextMenu({ target, children, onOpenChange, label, disabled }: {
  target: ReactElement; children: ReactNode; onOpenChange?(open: boolean): void; label?: string; disabled?: boolean;
}) {
  const [at, setAt] = useState<Place>();
  const element = useRef<HTMLElement | null>(null);
  const timer = useRef(0);
  if (disabled) return target;
  const show = (from: HTMLElement, left: number, top: number) => { element.current = from; setAt({ left, top, width: 0, height: 0 }); onOpenChange?.(true); };
  const close = () => { setAt(undefined); onOpenChange?.(false); };
  const given = (target as Target).props;
  return (
    <>
      {cloneElement(target as Target, {
        onContextMenu: (event: MouseEvent<HTMLElement>) => {
          given.onContextMenu?.(event);
          if (event.defaultPrevented) return;
          event.preventDefault();
          if (at) return; // the long press was quicker
          const box = event.currentTarget.getBoundingClientRect();
          const byKey = event.clientX === 0 && event.clientY === 0;
          show(event.currentTarget, byKey ? box.left + 16 : event.clientX, byKey ? box.bottom : event.clientY);
        },
        onTouchStart: (event: TouchEvent<HTMLElement>) => {
          given.onTouchStart?.(event);
          const from = event.currentTarget, { clientX, clientY } = event.touches[0]!;
          const leave = new AbortController();
          const stop = () => { clearTimeout(timer.current); leave.abort(); };
          timer.current = window.setTimeout(() => { stop(); ignoreLift(from); show(from, clientX, clientY); }, LONG_PRESS);
          const options = { signal: leave.signal, passive: true };
          from.addEventListener("touchmove", ({ touches: [now] }: globalThis.TouchEvent) => { if (Math.hypot(now!.clientX - clientX, now!.clientY - clientY) > STILL) stop(); }, options);
          from.addEventListener("touchend", stop, options);
          from.addEventListener("touchcancel", stop, options);
        },
      })}
      {at && (
        <Suspense fallback={null}>
          <MenuPopup place={() => at} onClose={close} backTo={element} align="start" side="bottom" label={label}>{children}</MenuPopup>
        </Suspense>
      )}
    </>
  );
}

export interface MenuItemProps { icon?: ReactNode; keys?: string; danger?: boolean; disabled?: boolean; onSelect(event: Event): void; children: ReactNode }

export function MenuItem({ icon, keys, danger, disabled, onSelect, children }: MenuItemProps) {
  const Part = useParts();
  return (
    <Part.Item className={classes("ui-menu-item", danger && "ui-menu-danger")} disabled={disabled} onSelect={onSelect}>
      <span className="ui-menu-icon" aria-hidden="true">{icon}</span>
      <span className="ui-menu-text">{children}</span>
      {keys && <Kbd keys={keys} />}
    </Part.Item>
  );
}

export function MenuCheckItem({ checked, onChange, disabled, children }: { checked: boolean; onChange(checked: boolean): void; disabled?: boolean; children: ReactNode }) {
  const Part = useParts();
  return (
    <Part.CheckboxItem className="ui-menu-item" checked={checked} onCheckedChange={onChange} disabled={disabled}>
      <span className="ui-menu-icon"><Part.ItemIndicator><Check aria-hidden="true" /></Part.ItemIndicator></span>
      <span className="ui-menu-text">{children}</span>
    </Part.CheckboxItem>
  );
}

export function MenuChoice({ value, onChange, options, label }: { value: string; onChange(value: string): void; options: { value: string; label: ReactNode }[]; label?: string }) {
  const Part = useParts();
  return (
    <Part.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {options.map((option) => (
        <Part.RadioItem key={option.value} value={option.value} className="ui-menu-item">
          <span className="ui-menu-icon"><Part.ItemIndicator><Check aria-hidden="true" /></Part.ItemIndicator></span>
          <span className="ui-menu-text">{option.label}</span>
        </Part.RadioItem>
      ))}
    </Part.RadioGroup>
  );
}

export function MenuSub({ label, icon, children }: { label: ReactNode; icon?: ReactNode; children: ReactNode }) {
  const Part = useParts();
  return (
    <Part.Sub>
      <Part.SubTrigger className="ui-menu-item">
        <span className="ui-menu-icon" aria-hidden="true">{icon}</span>
        <span className="ui-menu-text">{label}</span>
        <ChevronRight className="ui-menu-more" aria-hidden="true" />
      </Part.SubTrigger>
      <Part.Portal><Part.SubContent className="ui-menu" collisionPadding={8} sideOffset={2} loop>{children}</Part.SubContent></Part.Portal>
    </Part.Sub>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const Part = useParts();
  return <Part.Label className="ui-menu-label">{children}</Part.Label>;
}

export function MenuSeparator() {
  const Part = useParts();
  return <Part.Separator className="ui-menu-separator" />;
}
