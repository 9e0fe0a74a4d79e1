// Whether the browser offers to install the app. It says so once, soon after the start, so somebody has to listen from then on.
import { useSyncExternalStore } from "react";

interface InstallPrompt extends Event {
  prompt(): Promise<void>;
  readonly userChoice: Promise<{ outcome: "accepted" | "dismissed" }>;
}

let offered: InstallPrompt | undefined;
let isInstalled = false;
const listeners = new Set<() => void>();

function set(prompt: InstallPrompt | undefined): void {
  offered = prompt;
  for (const listener of listeners) listener();
}

export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // no bar of the browser's own: the row in the settings asks
    set(event as InstallPrompt);
  });
  addEventListener("appinstalled", () => { isInstalled = true; set(undefined); });
}

const isStandalone = () => isInstalled || matchMedia("(display-mode: standalone)").matches;

/** `offered`: the browser can install it now. `by hand`: only its own menu can. */
export type InstallState = "installed" | "offered" | "by hand";
const stateNow = (): InstallState => (isStandalone() ? "installed" : offered ? "offered" : "by hand");

export const useInstall = (): InstallState =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; }, stateNow);

/** Asks; a prompt can be used once. */
export async function install(): Promise<void> {
  const prompt = offered;
  await prompt?.prompt();
  await prompt?.userChoice;
  set(undefined);
}
