import { type KeyboardEvent, type RefObject, useLayoutEffect } from "react";

const ITEM = "[data-roving]";

/**
 * One stop of the Tab key for a whole list; arrows, Home, End and typed letters move inside. Items bear `data-roving` and `tabIndex={-1}`.
 * The DOM keeps which one is the stop, so that moving draws nothing anew.
 */
export function useRovingFocus(container: RefObject<HTMLElement | null>, { orientation = "vertical", typing = true }: { orientation?: "vertical" | "horizontal"; typing?: boolean } = {}) {
  const items = () => [...(container.current?.querySelectorAll<HTMLElement>(ITEM) ?? [])];

  useLayoutEffect(() => {
    const all = items();
    if (all.some((item) => item.tabIndex === 0)) return;
    const stop = all.find((item) => item.getAttribute("aria-current") || item.getAttribute("aria-selected") === "true") ?? all[0];
    if (stop) stop.tabIndex = 0;
  });

  const rest = (target: Element) => {
    const item = target.closest<HTMLElement>(ITEM);
    if (!item || !container.current?.contains(item)) return;
    for (const other of items()) other.tabIndex = other === item ? 0 : -1;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || target.matches("input, textarea, select, [contenteditable]")) return;
    const all = items();
    const at = all.findIndex((item) => item.contains(target));
    if (at < 0) return;
    const backwards = getComputedStyle(container.current!).direction === "rtl";
    const [before, after] = orientation === "vertical" ? ["ArrowUp", "ArrowDown"] : backwards ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
    const to = event.key === after ? at + 1 : event.key === before ? at - 1 : event.key === "Home" ? 0 : event.key === "End" ? all.length - 1
      : typing && event.key.length === 1 && event.key !== " " ? byLetter(all, at, event.key) : null;
    if (to === null) return;
    const item = all[Math.min(all.length - 1, Math.max(0, to))];
    event.preventDefault();
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
  };

  return { onKeyDown, onFocus: (event: { target: Element }) => rest(event.target) };
}

function byLetter(all: HTMLElement[], at: number, letter: string): number | null {
  const wanted = letter.toLocaleLowerCase();
  for (let step = 1; step <= all.length; step++) {
    const index = (at + step) % all.length;
    if ((all[index]!.dataset.roving || all[index]!.textContent || "").trim().toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
