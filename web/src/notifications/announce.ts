// What an open page does about a notification by itself: a short sound, and a notification of the system while nobody sees the page.
import type { NotificationRaised, NotificationSettings, NotificationView, PushSubscriptionView } from "@parley/client";
import { navigate } from "wouter/use-browser-location";
import { parley } from "../app/parley.ts";
import { i18next } from "../i18n/i18n.ts";
import { isQuiet } from "./quiet.ts";

/** Kept in the browser: "off" without a sound; "on" with notifications of the system. */
export const SOUND = "parley.sound";
export const DESKTOP = "parley.desktop";

const RULES_LAST = 5 * 60_000; // ms; another device may have changed them
const TURN = 150; // ms in which a page that shows the conversation takes the event for itself
const HELD = 2_000; // ms for which no other page announces the same

let rules: { value: NotificationSettings; at: number } | undefined;
let hasPush: Promise<boolean> | undefined;
let sound: HTMLAudioElement | undefined;

/** The rules as they were just stored, so that they hold from now on. */
export const learnRules = (value: NotificationSettings): void => { rules = { value, at: Date.now() }; };
/** Pushes to this browser were turned on or off. */
export const forgetPush = (): void => { hasPush = undefined; };

/** Announces what the server says is worth it (levels and mutes are its own rules), until the answer is called. */
export function announceArrivals(): () => void {
  const stop = [
    parley.on("notification", (event) => void announce(event)),
    parley.on("notifications_read", ({ ids }) => { for (const id of ids ?? []) void close(id); }),
  ];
  return () => stop.forEach((end) => end());
}

async function announce({ notification }: NotificationRaised): Promise<void> {
  if (notification.type === "reaction") return; // listed, but never worth a sound: the server does not push them either
  const isSeen = document.visibilityState === "visible" && document.hasFocus() && location.pathname.startsWith(`/c/${notification.conversation_id}`);
  // Several pages may be open: the one that shows the conversation keeps the others silent, otherwise the first one speaks for all.
  if (!isSeen) await later(TURN);
  await navigator.locks.request(`parley.announce:${notification.id}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    if (!isSeen && !(await isUnwanted(notification))) await tell(notification);
    await later(HELD);
  });
}

const later = (milliseconds: number) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

async function isUnwanted({ conversation_id }: NotificationView): Promise<boolean> {
  const mutedUntil = parley.find(conversation_id)?.view.get().my?.muted_until;
  if (mutedUntil && Date.parse(mutedUntil) > Date.now()) return true;
  if (kept("parley.presence") === "busy") return true;
  if (!rules || Date.now() - rules.at > RULES_LAST) {
    const value = await parley.rest.get<NotificationSettings>("/me/notification-settings").catch(() => rules?.value); // unreachable for a moment: as it was
    if (value) learnRules(value);
  }
  return rules !== undefined && isQuiet(rules.value);
}

async function tell(notification: NotificationView): Promise<void> {
  const isHidden = document.visibilityState === "hidden";
  if (isHidden && await isPushed()) return; // the service worker shows it, with the system's own sound
  if (kept(SOUND) !== "off") await play();
  if (isHidden && kept(DESKTOP) === "on" && typeof Notification !== "undefined" && Notification.permission === "granted") await show(notification);
}

const isPushed = (): Promise<boolean> => (hasPush ??= (async () => {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!(await registration?.pushManager?.getSubscription())) return false;
  return (await parley.rest.all<PushSubscriptionView>("/push/subscriptions")).some(({ current }) => current);
})().catch(() => { forgetPush(); return false; })); // not known now: better told twice than not at all

/** Browsers refuse sounds until the person has touched the page; the notification stands without one then. */
export function play(): Promise<void> {
  sound ??= new Audio(new URL("./arrival.mp3", import.meta.url).href);
  sound.currentTime = 0;
  return sound.play().catch(() => {});
}

async function show({ id, type, actor_name, conversation_id, conversation_type, conversation_title, message_id, excerpt }: NotificationView): Promise<void> {
  const title = conversation_type !== "direct" && conversation_title ? `${actor_name} · ${conversation_title}` : actor_name;
  const body = excerpt || i18next.t(type === "added" || type === "file" ? `announce.${type}` : "announce.message", { ns: "app" });
  const address = message_id ? `/?message=${message_id}` : `/c/${conversation_id}`;
  const options = { body, tag: id, icon: "/icon-192.png", data: { conversation: conversation_id, message: message_id } };
  // Where there is a service worker it also answers the click; phones allow no other way.
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.active) return registration.showNotification(title, options);
  const shown = new Notification(title, options);
  shown.onclick = () => { window.focus(); navigate(address); shown.close(); };
}

async function close(id: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const shown of await registration?.getNotifications({ tag: id }) ?? []) shown.close();
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is forbidden in some frames
  }
}
