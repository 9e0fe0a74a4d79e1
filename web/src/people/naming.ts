// What a conversation is called where only a part of it is known: a found message or a notification does not say whom a direct one is with.
import type { ConversationId, ConversationType, ConversationView, UserView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { nameOf } from "../sidebar/names.ts";

export interface Named { id: ConversationId; type: ConversationType; title: string | null; direct_with?: readonly UserView[] | null }

export function useNaming(): (conversation: Named) => string {
  const { t } = useTranslation("sidebar");
  return (named) => {
    const people = named.direct_with ?? parley.find(named.id)?.view.get().direct_with;
    if (named.type === "direct" && !people) return t("types.direct");
    return nameOf({ ...named, direct_with: people } as ConversationView, t("unnamed"), t("notes"));
  };
}
