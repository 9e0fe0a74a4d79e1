import type { Language } from "../i18n/languages.ts";

/** emoji, group, label, version, tags, skin tones from light to dark. */
export type PickerRow = [emoji: string, group: number, label: string, version: number, tags: string[], tones?: string[]];
/** emoji, label, short names. */
export type NameRow = [emoji: string, label: string, ...codes: string[]];

type Load<Row> = () => Promise<{ default: Row[] }>;

/** emojibase knows no Arabic; English names are better than none. */
const picker: Record<Language, Load<PickerRow>> = {
  en: () => import("virtual:emoji-en"), nl: () => import("virtual:emoji-nl"), de: () => import("virtual:emoji-de"), fr: () => import("virtual:emoji-fr"),
  es: () => import("virtual:emoji-es"), zh: () => import("virtual:emoji-zh"), ar: () => import("virtual:emoji-en"),
};

const names: Record<Language, Load<NameRow>> = {
  en: () => import("virtual:emoji-names-en"), nl: () => import("virtual:emoji-names-nl"), de: () => import("virtual:emoji-names-de"), fr: () => import("virtual:emoji-names-fr"),
  es: () => import("virtual:emoji-names-es"), zh: () => import("virtual:emoji-names-zh"), ar: () => import("virtual:emoji-names-en"),
};

export const loadPicker = async (language: Language) => (await picker[language]()).default;
export const loadNames = async (language: Language) => (await names[language]()).default;
