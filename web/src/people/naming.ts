// What a conversation is called: its title, the other person, or what it is.
import type { ConversationId, ConversationType, UserView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";

export interface Named { id: ConversationId; type: ConversationType; title: string | null; direct_with?: readonly Pick<UserView, "display_name">[] | null }

/** The name in words of the namespace `people`. A found message or a notification does not say whom a direct one is with: the list does. */
export function useNaming(): (conversation: Named) => string {
  const { t } = useTranslation("people");
  return ({ id, type, title, direct_with }) => {
    if (title) return title;
    if (type !== "direct") return t(type === "channel" ? "untitledChannel" : "untitledGroup");
    const others = direct_with ?? parley.find(id)?.view.get().direct_with;
    return others?.length === 0 ? t("notesToSelf") : others?.map((person) => person.display_name).join(", ") ?? t("direct");
  };
}
