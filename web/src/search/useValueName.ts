import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { useNaming } from "../people/naming.ts";
import type { Filter } from "./query.ts";

/** A filter's value as people say it: the person's name instead of `ada`, the conversation's instead of its id. */
export function useValueName({ name, value }: Filter): string {
  const { t } = useTranslation("search");
  const nameOf = useNaming();
  const conversations = useCell(parley.conversations);
  if (name === "from") {
    if (value === "me") return t("me");
    const wanted = value.toLowerCase();
    return parley.people.known.find((person) => person.id === value || person.username.toLowerCase() === wanted)?.display_name ?? value;
  }
  if (name === "in") {
    const found = conversations.find(({ id }) => id === value);
    return found ? nameOf(found.view.get()) : value;
  }
  if (name === "type") return t(`type.${value}`);
  return name === "has" || name === "is" ? t(`value.${value}`) : value;
}
