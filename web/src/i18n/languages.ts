/** The languages of the app; the names are what their own speakers call them. */
export const languages = {
  en: "English", nl: "Nederlands", de: "Deutsch", fr: "Français", es: "Español", zh: "中文", ar: "العربية",
} as const;

export type Language = keyof typeof languages;

const SAVED = "parley.language";

export const isLanguage = (word: string | null | undefined): word is Language => word != null && Object.hasOwn(languages, word);

export const directionOf = (language: Language) => (language === "ar" ? "rtl" : "ltr");

/** What the person chose, or the first of their browser's languages that we speak. */
export function detectLanguage(): Language {
  const saved = savedLanguage();
  if (saved) return saved;
  for (const wanted of globalThis.navigator?.languages ?? []) {
    const base = wanted.toLowerCase().split("-")[0];
    if (isLanguage(base)) return base;
  }
  return "en";
}

/** Storage is forbidden in some private windows and frames: then the choice lasts as long as the page. */
export function savedLanguage(): Language | null {
  try {
    const saved = localStorage.getItem(SAVED);
    return isLanguage(saved) ? saved : null;
  } catch {
    return null;
  }
}

export function saveLanguage(language: Language | null) {
  try {
    if (language) localStorage.setItem(SAVED, language);
    else localStorage.removeItem(SAVED);
  } catch {
    return;
  }
}

/** The person's own variety of a language, since a Briton and an American write dates differently. */
export function localeOf(language: Language): string {
  return globalThis.navigator?.languages?.find((wanted) => wanted.toLowerCase().split("-")[0] === language) ?? language;
}
