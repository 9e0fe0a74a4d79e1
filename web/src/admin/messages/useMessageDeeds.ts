import type { AdminBulkMessages, AdminMessageView, BulkResults } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { formatWhen } from "../../i18n/format.ts";
import type { Deed } from "../parts/Deed.tsx";
import { knownName } from "../parts/PersonName.tsx";
import { useScope } from "../Scope.tsx";
import { messageWords } from "./messageWords.ts";

/** Deleting messages and bringing them back. */
export function useMessageDeeds(rows: AdminMessageView[]) {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const bulk = (action: AdminBulkMessages["action"]) => (ids: string[]) => parley.rest.post<BulkResults>("/admin/messages/bulk", { action, ids } satisfies AdminBulkMessages, { query });
  const count = rows.length;
  const targets = rows.map(({ message }) => ({ id: message.id, name: `${knownName(message.sender_id)}, ${formatWhen(message.created_at)}: ${messageWords(message, t).slice(0, 120)}` }));
  const ids = targets.map(({ id }) => id);
  return {
    remove: (): Deed => ({
      title: t("messages.deleteTitle", { count }), text: t("messages.deleteText", { count: new Set(rows.map(({ message }) => message.conversation_id)).size }), confirm: t("delete"), targets,
      run: () => bulk("delete")(ids), said: (done) => t("messages.deleted", { count: done }), undo: bulk("restore"),
    }),
    restore: (): Deed => ({
      title: t("messages.restoreTitle", { count }), text: t("messages.restoreText"), confirm: t("restore"), kind: "primary", targets,
      run: () => bulk("restore")(ids), said: (done) => t("messages.restored", { count: done }), undo: bulk("delete"),
    }),
  };
}
