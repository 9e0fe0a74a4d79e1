// The service worker: opens the app without a network, and shows what the server pushes while no page is looked at.
/// <reference lib="webworker" />
import type { PushContent } from "@parley/client";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);

// Every address of the app is the same page; what the server answers itself is not the app's.
const APP = [/^\/$/, /^\/(c|notifications|people|saved|search|settings|admin|sign-in|sign-up|invite)(\/|$)/];
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { allowlist: APP }));

// Hashed names never change what they stand for: languages, code colours and pages are kept once they were used.
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/"), new CacheFirst({ cacheName: "assets" }));

self.addEventListener("install", () => { void self.skipWaiting(); });
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([self.clients.claim(), dropOldAssets()])));

self.addEventListener("message", (event) => {
  const { type, addresses } = event.data as { type?: string; addresses?: string[] };
  if (type === "keep" && addresses) event.waitUntil(keep(addresses));
});

async function keep(addresses: string[]): Promise<void> {
  const cache = await caches.open("assets");
  for (const address of addresses) if (!(await caches.match(address))) await cache.add(address).catch(() => {}); // offline again: kept the next time
}

/** After an update nobody asks for the old names any more; what is still used is fetched once again. */
async function dropOldAssets(): Promise<void> {
  const cache = await caches.open("assets");
  const keys = await cache.keys();
  if (keys.length > 200) await Promise.all(keys.slice(0, keys.length - 100).map((key) => cache.delete(key)));
}

self.addEventListener("push", (event) => {
  const push = event.data?.json() as PushContent | undefined;
  if (push) event.waitUntil(push.type === "clear" ? clear(push.notification_id) : show(push));
});

async function show(push: PushContent): Promise<void> {
  // Whoever looks at the conversation sees the message itself.
  const windows = await self.clients.matchAll({ type: "window" });
  if (windows.some((client) => client.visibilityState === "visible" && client.url.includes(`/c/${push.conversation_id}`)) && push.type !== "test") return;
  await self.registration.showNotification(push.title ?? "Parley", {
    body: push.body ?? "", tag: push.notification_id ?? "test", icon: "/icon-192.png", badge: "/icon-192.png",
    data: { conversation: push.conversation_id, message: push.message_id }, ...(push.at && { timestamp: Date.parse(push.at) }),
  } as NotificationOptions);
}

async function clear(tag: string | null): Promise<void> {
  for (const shown of await self.registration.getNotifications({ tag: tag ?? "" })) shown.close();
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { conversation, message } = (event.notification.data ?? {}) as { conversation?: string; message?: string };
  event.waitUntil(open(message ? `/?message=${message}` : conversation ? `/c/${conversation}` : "/"));
});

/** The app where it is open already, a new window otherwise. */
async function open(address: string): Promise<void> {
  const [client] = await self.clients.matchAll({ type: "window" });
  if (!client) return void await self.clients.openWindow(address);
  await client.focus();
  await client.navigate(address);
}
