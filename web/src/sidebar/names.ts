import type { ConversationView, UserView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { formatList } from "../i18n/format.ts";
import { parley, useCell } from "../app/parley.ts";

/** The other person of a direct conversation; oneself where it is one's own notes. */
export function otherOf(view: ConversationView): UserView | undefined {
  const me = parley.meId();
  return view.direct_with?.find(({ id }) => id !== me) ?? view.direct_with?.[0];
}

/** What a conversation is called: its title, or the people in it. */
export function nameOf(view: ConversationView, unnamed: string, notes: string): string {
  if (view.title) return view.title;
  const me = parley.meId();
  const others = (view.direct_with ?? []).filter(({ id }) => id !== me);
  if (others.length > 0) return formatList(others.map(({ id, display_name }) => parley.people.person(id).get()?.display_name ?? display_name));
  return view.type === "direct" ? notes : unnamed;
}

export function useName(view: ConversationView): string {
  const { t } = useTranslation("sidebar");
  const other = otherOf(view);
  useCell(parley.people.person(other?.id ?? parley.meId())); // a new name is shown at once
  return nameOf(view, t("unnamed"), t("notes"));
}
