import i18next, { type BackendModule, type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import { detectLanguage, directionOf, isLanguage, type Language, saveLanguage } from "./languages.ts";

const files = import.meta.glob<ResourceKey>("./locales/*/*.json", { import: "default" });

/** One file per language and area, fetched when a component first asks for it. */
const fetched: BackendModule = {
  type: "backend",
  init() {},
  read(language, area, done) {
    const load = files[`./locales/${language}/${area}.json`];
    if (!load) return done(new Error(`No words of ${area} in ${language}`), false);
    load().then((words) => done(null, withManyForms(words as Record<string, unknown>)), (error: unknown) => done(error as Error, true));
  },
};

/** French and Spanish have a form for whole millions; where nobody wrote one, the plural is right enough. */
function withManyForms(words: Record<string, unknown>): ResourceKey {
  const whole: Record<string, unknown> = { ...words };
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === "object" && value) whole[key] = withManyForms(value as Record<string, unknown>);
    else if (key.endsWith("_other")) whole[key.replace(/_other$/, "_many")] ??= value;
  }
  return whole as ResourceKey;
}

function tellDocument(language: string) {
  if (!isLanguage(language)) return;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/** Resolves when the words of these areas are there: render after it, and no key is ever seen. Other areas suspend until theirs came. */
export async function startLanguage(areas: string[] = []): Promise<void> {
  i18next.on("languageChanged", tellDocument);
  await i18next.use(fetched).use(initReactI18next).init({
    lng: detectLanguage(), fallbackLng: false, load: "currentOnly", partialBundledLanguages: true,
    ns: ["ui", "errors", ...areas], defaultNS: "ui",
    interpolation: { escapeValue: false },
    react: { useSuspense: true },
  });
}

/** Changes the language of everything on the page at once, and remembers it; null goes back to the browser's. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  saveLanguage(language);
  await i18next.changeLanguage(language ?? detectLanguage());
}

export function currentLanguage(): Language {
  const language = i18next.resolvedLanguage ?? i18next.language;
  return isLanguage(language) ? language : "en";
}

export { i18next };
