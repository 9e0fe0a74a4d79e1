import type { MessageView } from "@parley/client";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { permalink } from "../app/routes.ts";
import { toast } from "../ui/toasts.ts";
import type { Action } from "./actions.ts";
import { useTalk } from "./context.ts";
import { isSaved, save } from "./saved.ts";
import { sayRefused } from "./useTalk.ts";

/** Does what was chosen in a menu or a sheet. */
export function useDoAction() {
  const talk = useTalk();
  const { t } = useTranslation("timeline");
  return useCallback((action: Action, message: MessageView) => {
    const { conversation } = talk;
    switch (action) {
      case "reply": return talk.reply(message);
      case "edit": return talk.edit(message);
      case "thread": return talk.openThread(message.reply_to ?? message.id);
      case "react": return talk.ask({ kind: "picker", message });
      case "markUnread": return talk.markUnread(message);
      case "pin": return void conversation.pin(message.id).then(() => toast(t("pinnedIt"), { action: { label: t("undo"), onAct: () => { conversation.pin(message.id, false).catch(sayRefused); } } }), sayRefused);
      case "unpin": return void conversation.pin(message.id, false).then(() => toast(t("unpinnedIt"), { action: { label: t("undo"), onAct: () => { conversation.pin(message.id).catch(sayRefused); } } }), sayRefused);
      case "save": {
        const on = !isSaved(message.id);
        return void save(message.id, on).then(() => toast(t(on ? "savedIt" : "unsavedIt"), { action: { label: t("undo"), onAct: () => { save(message.id, !on).catch(sayRefused); } } }), sayRefused);
      }
      case "copyText": return copy(message.content, t("copiedText"), t("copyRefused"));
      case "copyLink": return copy(permalink(message.id), t("copiedLink"), t("copyRefused"));
      default: return talk.ask({ kind: action, message });
    }
  }, [talk, t]);
}

function copy(text: string, done: string, refused: string): void {
  navigator.clipboard.writeText(text).then(() => toast(done), () => toast(refused, { kind: "problem" }));
}
