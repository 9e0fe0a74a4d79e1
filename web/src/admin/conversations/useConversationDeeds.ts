import type { AdminConversationView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { type Deed, eachOf } from "../parts/Deed.tsx";
import { useScope } from "../Scope.tsx";

/** Deleting conversations and bringing them back; each is the way back of the other. */
export function useConversationDeeds(conversations: AdminConversationView[]) {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const count = conversations.length;
  const targets = conversations.map(({ id, title, type }) => ({ id, name: title ?? t(`type.${type}`) }));
  const ids = targets.map(({ id }) => id);
  const people = conversations.reduce((sum, { member_count }) => sum + member_count, 0);
  const messages = conversations.reduce((sum, { message_count }) => sum + message_count, 0);
  const remove = (these: string[]) => eachOf(these, (id) => parley.rest.delete(`/admin/conversations/${id}`, query));
  const restore = (these: string[]) => eachOf(these, (id) => parley.rest.post(`/admin/conversations/${id}/restore`, {}, { query }));
  return {
    remove: (): Deed => ({
      title: t("conversations.deleteTitle", { count }), text: `${t("conversations.deleteText", { count: people })} ${t("conversations.deleteMessages", { count: messages })}`, confirm: t("delete"), targets,
      run: () => remove(ids), said: (done) => t("conversations.deleted", { count: done }), undo: restore,
    }),
    restore: (): Deed => ({
      title: t("conversations.restoreTitle", { count }), text: t("conversations.restoreText"), confirm: t("restore"), kind: "primary", targets,
      run: () => restore(ids), said: (done) => t("conversations.restored", { count: done }), undo: remove,
    }),
  };
}
