import { useEffect, useRef } from "react";
import { useLocation } from "wouter";

const EDGE = 28; // px from the side at which the finger must begin
const FAR = 80;

/** On a phone a finger drawn in from the side goes back to the list. */
export function useBackSwipe() {
  const box = useRef<HTMLDivElement>(null);
  const [, go] = useLocation();
  useEffect(() => {
    const element = box.current;
    if (!element || !matchMedia("(pointer: coarse)").matches) return;
    let from: { x: number; y: number } | undefined;
    const sign = () => (document.documentElement.dir === "rtl" ? -1 : 1);
    const start = ({ touches }: TouchEvent) => {
      const touch = touches[0]!;
      const fromSide = sign() > 0 ? touch.clientX : innerWidth - touch.clientX;
      from = innerWidth < 768 && touches.length === 1 && fromSide < EDGE ? { x: touch.clientX, y: touch.clientY } : undefined;
    };
    const move = ({ touches }: TouchEvent) => {
      if (!from) return;
      const moved = (touches[0]!.clientX - from.x) * sign();
      if (Math.abs(touches[0]!.clientY - from.y) > Math.max(24, moved)) return reset();
      element.style.translate = `${Math.max(0, moved) * sign()}px 0`;
    };
    const reset = () => { from = undefined; element.style.translate = ""; };
    const end = ({ changedTouches }: TouchEvent) => {
      if (!from) return;
      const isFar = (changedTouches[0]!.clientX - from.x) * sign() > FAR;
      reset();
      if (isFar) go("/");
    };
    element.addEventListener("touchstart", start, { passive: true });
    element.addEventListener("touchmove", move, { passive: true });
    element.addEventListener("touchend", end);
    element.addEventListener("touchcancel", reset);
    return () => {
      element.removeEventListener("touchstart", start);
      element.removeEventListener("touchmove", move);
      element.removeEventListener("touchend", end);
      element.removeEventListener("touchcancel", reset);
    };
  }, [go]);
  return box;
}
