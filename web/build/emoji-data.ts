import { createRequire } from "node:module";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);
const PREFIX = "virtual:emoji-";
/** Newer ones are boxes on most of today's systems. */
const NEWEST = 15.1;
/** Regional letters and bare skin tones: parts, not emoji. */
const COMPONENTS = 2;
const TONES = ["light", "medium-light", "medium", "medium-dark", "dark"] as const;

interface Entry { emoji: string; label: string; hexcode: string; tags?: string[]; group?: number; order: number; version: number; skins?: { emoji: string; tone: number | number[] }[] }

/** Cut from emojibase at build time: `virtual:emoji-<language>` for the picker, `virtual:emoji-names-<language>` for completion; our own server sends them, as chunks of their own. */
export function emojiData(): Plugin {
  return {
    name: "parley-emoji-data",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const wanted = id.slice(PREFIX.length + 1);
      const names = wanted.startsWith("names-");
      const data = names ? forCompletion(wanted.slice("names-".length)) : forPicker(wanted);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(data))});`;
    },
  };
}

const entries = (language: string) => (require(`emojibase-data/${language}/data.json`) as Entry[])
  .filter((entry) => entry.group !== undefined && entry.group !== COMPONENTS && entry.version <= NEWEST).sort((a, b) => a.order - b.order)
  .map((entry) => ({ ...entry, emoji: plain(entry.emoji) }));

/** 👍 with and without a variation selector would be two reactions; where it changes nothing it goes. */
const plain = (emoji: string) => (/^\p{Emoji_Presentation}\uFE0F$/u.test(emoji) ? emoji.slice(0, -1) : emoji);

function forPicker(language: string) {
  return entries(language).map(({ emoji, group, label, version, tags, skins }) => {
    const tones = skins?.filter((skin) => typeof skin.tone === "number").map((skin) => skin.emoji) ?? [];
    return [emoji, group, label, version, tags ?? [], ...(tones.length === TONES.length ? [tones] : [])];
  });
}

function forCompletion(language: string) {
  const codes = require("emojibase-data/en/shortcodes/github.json") as Record<string, string | string[]>;
  return entries(language).map(({ emoji, label, hexcode }) => [emoji, label, ...[codes[hexcode] ?? []].flat()]);
}
