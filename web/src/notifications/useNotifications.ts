import type { NotificationId, NotificationView } from "@parley/client";
import { useEffect } from "react";
import { parley } from "../app/parley.ts";
import { type Pages, usePages } from "../app/usePages.ts";

const idOf = (one: NotificationView) => one.id;

export interface Notifications extends Pages<NotificationView> {
  /** @throws ParleyError */
  read(ids?: NotificationId[]): Promise<void>;
  /** @throws ParleyError */
  remove(id: NotificationId): Promise<void>;
}

/** What the person was told of, the latest news first, kept true by events. Of the unread only, what is read stays in its place until the list is asked for again. */
export function useNotifications(unreadOnly: boolean): Notifications {
  const pages = usePages<NotificationView>("/notifications", idOf, { unread: unreadOnly || undefined });
  const { change } = pages;

  const seen = (isRead: (one: NotificationView) => boolean) => {
    const at = new Date().toISOString();
    change((items) => items.map((one) => (one.read_at === null && isRead(one) ? { ...one, read_at: at } : one)));
  };

  useEffect(() => {
    const stops = [
      parley.on("notification", ({ notification }) => change((items) => [notification, ...items.filter(({ id }) => id !== notification.id)])),
      parley.on("notifications_read", ({ ids, all, removed }) => {
        const named = new Set(ids);
        if (removed) change((items) => items.filter(({ id }) => !named.has(id)));
        else seen(({ id }) => all || named.has(id));
      }),
    ];
    return () => { for (const stop of stops) stop(); };
  }, [unreadOnly]); // `change` knows its list by the key that this stands in

  return {
    ...pages,
    read: async (ids) => {
      await parley.rest.post("/notifications/read", ids ? { ids } : {});
      seen(({ id }) => !ids || ids.includes(id));
    },
    remove: async (id) => {
      await parley.rest.delete(`/notifications/${id}`);
      change((items) => items.filter((one) => one.id !== id));
    },
  };
}
