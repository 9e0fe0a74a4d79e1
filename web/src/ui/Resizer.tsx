import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import "./Resizer.css";

export interface ResizerProps {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Double click and Enter go back to it. */
  normal: number;
  onChange(value: number): void;
  /** After the last move: the moment to save it. */
  onDone?(value: number): void;
  /** On which edge of its panel it stands. */
  edge?: "end" | "start";
}

/** The line between two panels, dragged or moved with the arrow keys. */
export function Resizer({ label, value, min, max, normal, onChange, onDone, edge = "end" }: ResizerProps) {
  const drag = useRef<{ from: number; width: number } | null>(null);
  const latest = useRef(value);
  latest.current = value;
  const set = (wanted: number) => { latest.current = Math.round(Math.min(max, Math.max(min, wanted))); onChange(latest.current); };
  const sign = (element: Element) => (getComputedStyle(element).direction === "rtl" ? -1 : 1) * (edge === "end" ? 1 : -1);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width: value };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current) set(drag.current.width + (event.clientX - drag.current.from) * sign(event.currentTarget));
  };
  const onPointerUp = () => { if (drag.current) onDone?.(latest.current); drag.current = null; };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = (event.shiftKey ? 40 : 10) * sign(event.currentTarget);
    const wanted = event.key === "ArrowRight" ? value + step : event.key === "ArrowLeft" ? value - step
      : event.key === "Home" ? min : event.key === "End" ? max : event.key === "Enter" ? normal : null;
    if (wanted === null) return;
    event.preventDefault();
    set(wanted);
    onDone?.(latest.current);
  };

  return (
    <div
      className={`ui-resizer ui-resizer-${edge}`} role="separator" tabIndex={0} aria-orientation="vertical" aria-label={label} aria-valuenow={value} aria-valuemin={min} aria-valuemax={max}
      onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={onPointerUp} onPointerCancel={onPointerUp} onKeyDown={onKeyDown}
      onDoubleClick={() => { set(normal); onDone?.(latest.current); }}
    />
  );
}
