/** Installs the service worker, which opens the app without a network and shows pushes. In development there is none. */
export function keepOffline(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  // The page's policy takes script addresses from this one maker only, and this is its only address.
  const policy = window.trustedTypes?.createPolicy("parley", { createScriptURL: () => "/sw.js" });
  const address = policy?.createScriptURL("") ?? "/sw.js";
  navigator.serviceWorker.register(address as string, { scope: "/", updateViaCache: "none" })
    .then(() => navigator.serviceWorker.ready).then(({ active }) => keepWhatIsUsed(active!))
    .catch((error: unknown) => console.warn("Without a service worker the app needs a network to open.", error));
}

/** What was fetched before there was a service worker, and what is fetched from now on: the app of this person's language and pages. */
function keepWhatIsUsed(worker: ServiceWorker): void {
  const tell = (entries: PerformanceEntryList) => {
    const addresses = entries.map(({ name }) => name).filter((name) => name.startsWith(`${location.origin}/assets/`));
    if (addresses.length > 0) worker.postMessage({ type: "keep", addresses });
  };
  new PerformanceObserver((list) => tell(list.getEntries())).observe({ type: "resource", buffered: true });
}

declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): unknown } };
  }
}
