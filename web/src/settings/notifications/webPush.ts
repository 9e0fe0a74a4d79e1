// Pushes to this browser: its own permission and subscription, and the server's record of it, which ends with the log-in.
import type { PushSubscriptionView, VapidKeyView } from "@parley/client";
import { parley } from "../../app/parley.ts";

/** `ask`: the browser will ask whether notifications are allowed. */
export type PushState = "unsupported" | "denied" | "ask" | "off" | "on";

const registrationOf = async () => ("serviceWorker" in navigator && "PushManager" in window ? await navigator.serviceWorker.getRegistration() : undefined);
const known = async () => (await parley.rest.all<PushSubscriptionView>("/push/subscriptions")).find(({ current }) => current);

export async function pushState(): Promise<PushState> {
  const registration = await registrationOf();
  if (!registration) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  if (await registration.pushManager.getSubscription() && await known()) return "on";
  return Notification.permission === "granted" ? "off" : "ask";
}

/** @throws ParleyError, or the browser's own error */
export async function turnOn(): Promise<PushState> {
  const registration = await registrationOf();
  if (!registration) return "unsupported";
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "denied" ? "denied" : "ask";
  const { key } = await parley.rest.get<VapidKeyView>("/push/vapid-key");
  const subscription = await subscribe(registration.pushManager, key);
  const { endpoint, keys } = subscription.toJSON();
  await parley.rest.post("/push/subscriptions", { endpoint, keys });
  return "on";
}

/** @throws ParleyError, or the browser's own error */
export async function turnOff(): Promise<PushState> {
  const registration = await registrationOf();
  const current = await known();
  if (current) await parley.rest.delete(`/push/subscriptions/${current.id}`);
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  return "off";
}

/** A subscription made for another server's key is of no use to this one. */
async function subscribe(manager: PushManager, key: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await manager.subscribe(options);
  } catch (error) {
    const old = await manager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return manager.subscribe(options);
  }
}
