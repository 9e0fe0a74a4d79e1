// Says that a new version of the app took over while the page was open; its own code is still the old one.
import { i18next } from "../i18n/i18n.ts";
import { toast } from "../ui/toasts.ts";

const AGAIN = 15 * 60_000; // ms; who let it pass is asked once more then, not every minute

/** Without a worker before, the one that comes is the first, and no news. */
export function sayNewVersion(): void {
  const workers = navigator.serviceWorker;
  if (!workers?.controller) return;
  const say = () => {
    toast(i18next.t("newVersion.text", { ns: "app" }), { action: { label: i18next.t("newVersion.reload", { ns: "app" }), onAct: () => location.reload() } });
    setTimeout(say, AGAIN);
  };
  workers.addEventListener("controllerchange", say, { once: true });
}
