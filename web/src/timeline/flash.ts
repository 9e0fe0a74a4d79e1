const FLASH = 2_400; // ms

/** Points a message out for a moment; answers whether it is there. */
export function flash(scroller: HTMLElement | null, id: string, show = false): boolean {
  const element = scroller?.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`);
  if (!element) return false;
  if (show) element.scrollIntoView({ block: "center" });
  // Not a class: React writes that attribute anew when the pointer comes over the message.
  element.dataset.flash = "";
  setTimeout(() => { delete element.dataset.flash; }, FLASH);
  return true;
}
