// Stands where the kit's components ask for react-i18next: their words come from the element that draws them.
import { useContext } from "react";
import { Talk } from "./talk.ts";

export function useTranslation(): { t: (key: string, values?: Record<string, unknown>) => string } {
  const { t } = useContext(Talk)!;
  return { t };
}
