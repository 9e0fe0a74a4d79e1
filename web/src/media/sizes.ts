import type { AttachmentView } from "../../../sdk/js/src/protocol.ts";

export const MOST_HIGH = 360, MOST_WIDE = 480;
const NARROWEST = 1 / 3, WIDEST = 4, SMALLEST = 72;

/** The box that a picture takes before it has come. Very long or very tall ones are cut to a ratio that can be looked at; small ones are not blown up. */
export function boxOf({ width, height }: Pick<AttachmentView, "width" | "height">): { width: number; height: number } {
  if (!width || !height) return { width: 280, height: 210 };
  const ratio = Math.min(WIDEST, Math.max(NARROWEST, width / height));
  const wide = Math.max(SMALLEST, Math.min(width, MOST_WIDE, MOST_HIGH * ratio));
  return { width: Math.round(wide), height: Math.round(Math.max(SMALLEST, wide / ratio)) };
}

/** Cut where the middle of a name may be left out: its end, with the extension, is what tells files apart. */
export function splitName(name: string): [head: string, tail: string] {
  const signs = [...name];
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? [...name.slice(dot)].length : 0;
  const tail = Math.min(signs.length, Math.min(14, extension + 5));
  return [signs.slice(0, signs.length - tail).join(""), signs.slice(signs.length - tail).join("")];
}
