import { Direction } from "radix-ui";
import type { ReactNode } from "react";
import { useLanguage } from "../i18n/useLanguage.ts";
import { ToastRegion } from "./ToastRegion.tsx";

/** Stands once around the app: menus and tabs learn which way the language runs, and notices have a place. */
export function UiProvider({ children }: { children: ReactNode }) {
  const { direction } = useLanguage();
  return <Direction.Provider dir={direction}>{children}<ToastRegion /></Direction.Provider>;
}
