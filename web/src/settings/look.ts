// How the page looks on this device. `public/theme.js` does the same before the first paint.
export const THEME = "parley.theme";
export const CONTRAST = "parley.contrast";
export const TEXT = "parley.text";

/** Of the browser's own size, which stays the base: whoever set it larger keeps that. */
export const textSizes = { small: "93.75%", normal: "", large: "112.5%", larger: "125%" } as const;

export function applyLook(read: (key: string) => string | null): void {
  const root = document.documentElement;
  const theme = read(THEME), text = read(TEXT);
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  if (read(CONTRAST) === "more") root.dataset.contrast = "more";
  else delete root.dataset.contrast;
  root.style.fontSize = text && Object.hasOwn(textSizes, text) ? textSizes[text as keyof typeof textSizes] : "";
}
