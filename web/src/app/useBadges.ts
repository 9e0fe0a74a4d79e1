import { useEffect } from "react";
import { formatNumber } from "../i18n/format.ts";
import { parley, useCell } from "./parley.ts";
import { usePageTitle } from "./pageTitle.ts";

/** The tab's title, its icon and the installed app's icon say what somebody waits for: mentions, and what is unread in direct conversations. */
export function useBadges(): void {
  const { urgent, conversations } = useCell(parley.unread);
  const title = usePageTitle();
  useEffect(() => {
    document.title = [urgent > 0 && `(${formatNumber(urgent)})`, title || "Parley"].filter(Boolean).join(" ");
  }, [urgent, title]);
  useEffect(() => {
    const app = navigator as Navigator & { setAppBadge?(count: number): Promise<void>; clearAppBadge?(): Promise<void> };
    // Refused where the app is not installed; nothing is lost then.
    void (urgent > 0 ? app.setAppBadge?.(urgent) : app.clearAppBadge?.())?.catch(() => {});
  }, [urgent]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (icon) icon.href = urgent > 0 ? "/favicon-urgent.svg" : conversations > 0 ? "/favicon-unread.svg" : "/favicon.svg";
  }, [urgent > 0, conversations > 0]);
}
