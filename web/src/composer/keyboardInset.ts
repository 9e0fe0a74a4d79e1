// Browsers that lay the phone's keyboard over the page (Safari) tell its size only by the visual viewport: the page is made as high as what is seen.
// Chromium and Firefox shrink the page themselves (`interactive-widget=resizes-content`).
const LEAST = 80; // px; less is a toolbar coming and going

let users = 0;

function follow(): void {
  const seen = visualViewport!;
  const isOpen = seen.scale === 1 && innerHeight - seen.height > LEAST;
  const { style } = document.documentElement;
  if (isOpen) style.setProperty("--visible-height", `${Math.round(seen.height)}px`);
  else style.removeProperty("--visible-height");
  document.documentElement.toggleAttribute("data-keyboard", isOpen);
  if (isOpen && seen.offsetTop > 0) scrollTo(0, 0); // Safari scrolls the page to show the field, which is seen already
}

/** Kept true while a composer is on the page; answers how to stop. */
export function followKeyboard(): () => void {
  const seen = globalThis.visualViewport;
  if (!seen) return () => {};
  if (users++ === 0) {
    seen.addEventListener("resize", follow);
    seen.addEventListener("scroll", follow);
  }
  return () => {
    if (--users > 0) return;
    seen.removeEventListener("resize", follow);
    seen.removeEventListener("scroll", follow);
    document.documentElement.style.removeProperty("--visible-height");
    document.documentElement.removeAttribute("data-keyboard");
  };
}
