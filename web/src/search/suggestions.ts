import type { ConversationView, UserView } from "@parley/client";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { usePages } from "../app/usePages.ts";
import { useNaming } from "../people/naming.ts";
import { type Asked, type Filter, HAS, IS, OPERATORS, type Operator, TYPES, typedOperator, withFilter } from "./query.ts";
import { recentSearches } from "./recent.ts";

export interface Suggestion { id: string; kind: "recent" | "operator" | "value"; label: string; hint?: string; result: Asked | string }

const CHOICES: Partial<Record<Operator, readonly string[]>> = { has: HAS, type: TYPES, is: IS };

/** A value that the server finds again: the title where no other conversation has it, else the id. */
export function conversationValue({ id, title }: Pick<ConversationView, "id" | "title">): string {
  const isOne = title && !title.includes('"') && parley.conversations.get().filter(({ view }) => view.get().title?.toLowerCase() === title.toLowerCase()).length <= 1;
  return isOne ? title : id;
}

export const personId = (person: UserView): string => person.id;

/** What could be meant by what is typed so far: lately searched, operators, and the values of the one being typed. */
export function useSuggestions(asked: Asked, scope: boolean): Suggestion[] {
  const { t } = useTranslation("search");
  const nameOf = useNaming();
  const conversations = useCell(parley.conversations);
  const typed = typedOperator(asked.words);
  const people = usePages<UserView>(typed?.name === "from" ? "/users" : null, personId, { query: typed?.begun, limit: 8 });

  if (!asked.words && asked.filters.length === 0) {
    const recent = scope ? [] : recentSearches().map((text): Suggestion => ({ id: `recent ${text}`, kind: "recent", label: text, result: text }));
    const operators = OPERATORS.filter((name) => !(scope && name === "in") && name !== "is" && name !== "on");
    return [...recent, ...operators.map((name): Suggestion => ({ id: name, kind: "operator", label: `${name}:`, hint: t(`explain.${name}`), result: { words: `${name}:`, filters: [] } }))];
  }
  if (!typed) return [];
  const value = (text: string, label: string, hint?: string): Suggestion => {
    const filter: Filter = { name: typed.name, value: text };
    return { id: `${typed.name} ${text}`, kind: "value", label, hint, result: { words: typed.rest && `${typed.rest} `, filters: withFilter(asked.filters, filter) } };
  };
  const begun = typed.begun.toLowerCase();
  if (typed.name === "from") {
    const me = t("me").toLowerCase().startsWith(begun) || "me".startsWith(begun) ? [value("me", t("me"))] : [];
    return [...me, ...people.items.slice(0, 7).map((person) => value(person.username, person.display_name, `@${person.username}`))];
  }
  if (typed.name === "in") {
    return conversations.map(({ view }) => view.get()).map((view) => ({ view, name: nameOf(view) }))
      .filter(({ name }) => name.toLowerCase().includes(begun)).slice(0, 8).map(({ view, name }) => value(conversationValue(view), name));
  }
  return (CHOICES[typed.name] ?? []).filter((one) => one.startsWith(begun) || t(`value.${one}`).toLowerCase().startsWith(begun)).map((one) => value(one, t(`value.${one}`), `${typed.name}:${one}`));
}
