import type { MessageId, MessageView, SaveMessageBody, SavedView } from "@parley/client";
import { useEffect } from "react";
import { parley } from "../app/parley.ts";
import { type Pages, usePages } from "../app/usePages.ts";

const idOf = ({ message }: SavedView) => message.id;

export interface Saved extends Pages<SavedView> {
  /** Saves it, or changes the note. @throws ParleyError */
  save(saved: SavedView, note: string | null): Promise<void>;
  /** @throws ParleyError */
  remove(id: MessageId): Promise<void>;
}

/** What the person put aside, the latest first, kept true by what happens on their other devices and to the messages. */
export function useSaved(): Saved {
  const pages = usePages<SavedView>("/me/saved", idOf);
  const { change } = pages;

  useEffect(() => {
    const put = (saved: SavedView) => change((items) => [saved, ...items.filter(({ message }) => message.id !== saved.message.id)].sort((one, other) => (one.saved_at < other.saved_at ? 1 : -1)));
    const alter = (id: MessageId, message: (old: MessageView) => MessageView) => change((items) => items.map((one) => (one.message.id === id ? { ...one, message: message(one.message) } : one)));
    const stops = [
      parley.on("message_saved", ({ message_id, note, saved_at }) => {
        parley.rest.get<MessageView>(`/messages/${message_id}`).then((message) => put({ message, note, saved_at }), () => {}); // gone meanwhile: nothing to show
      }),
      parley.on("message_unsaved", ({ message_id }) => change((items) => items.filter(({ message }) => message.id !== message_id))),
      parley.on("message_updated", ({ message }) => alter(message.id, () => message)),
      parley.on("message_deleted", ({ message_id, deleted_at }) => alter(message_id, (old) => ({ ...old, content: "", attachments: [], deleted_at }))),
    ];
    return () => { for (const stop of stops) stop(); };
  }, []); // `change` always means this list

  return {
    ...pages,
    save: async (saved, note) => {
      await parley.rest.put(`/messages/${saved.message.id}/saved`, { note } satisfies SaveMessageBody);
      change((items) => (items.some(({ message }) => message.id === saved.message.id)
        ? items.map((one) => (one.message.id === saved.message.id ? { ...one, note } : one)) : [{ ...saved, note }, ...items]));
    },
    remove: async (id) => {
      await parley.rest.delete(`/messages/${id}/saved`);
      change((items) => items.filter(({ message }) => message.id !== id));
    },
  };
}
