import { useTranslation } from "react-i18next";
import { directionOf, isLanguage, type Language } from "./languages.ts";

/** The language of the page; whoever uses it, or any words, is drawn again when it changes. */
export function useLanguage(): { language: Language; direction: "ltr" | "rtl" } {
  const { i18n } = useTranslation("ui");
  const language = isLanguage(i18n.resolvedLanguage) ? i18n.resolvedLanguage : "en";
  return { language, direction: directionOf(language) };
}
