import type { UserView } from "@parley/client";
import { Hash, Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { usePages } from "../app/usePages.ts";
import { useNaming } from "../people/naming.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { TextField } from "../ui/Field.tsx";
import { List, ListItem } from "../ui/List.tsx";
import { conversationValue, personId } from "./suggestions.ts";

/** Whose messages: oneself, or somebody by name. */
export function PersonChoice({ onChoose }: { onChoose(value: string): void }) {
  const { t } = useTranslation("search");
  const me = useCell(parley.me);
  const [query, setQuery] = useState("");
  const people = usePages<UserView>("/users", personId, { query: useDeferredValue(query), limit: 20 });
  return (
    <>
      <TextField label={t("findPerson")} hideLabel placeholder={t("findPerson")} before={<Search />} value={query} onChange={(event) => setQuery(event.target.value)} />
      <List label={t("add.from")} className="search-choices">
        {me && !query && <ListItem before={<Avatar id={me.id} name={me.display_name} url={me.avatar_url} size={24} />} title={t("me")} onClick={() => onChoose("me")} />}
        {people.items.filter(({ id }) => query || id !== me?.id).map((person) => (
          <ListItem
            key={person.id} before={<Avatar id={person.id} name={person.display_name} url={person.avatar_url} size={24} />}
            title={<bdi>{person.display_name}</bdi>} text={`@${person.username}`} onClick={() => { parley.people.meet(person); onChoose(person.username); }}
          />
        ))}
      </List>
      {people.loaded && people.items.length === 0 && <p className="search-choices-none">{t("noPerson")}</p>}
    </>
  );
}

/** Which conversation of one's own. */
export function ConversationChoice({ onChoose }: { onChoose(value: string): void }) {
  const { t } = useTranslation("search");
  const nameOf = useNaming();
  const conversations = useCell(parley.conversations);
  const [query, setQuery] = useState("");
  const wanted = query.toLowerCase();
  const fitting = conversations.map(({ view }) => view.get()).map((view) => ({ view, name: nameOf(view) })).filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, 30);
  return (
    <>
      <TextField label={t("findConversation")} hideLabel placeholder={t("findConversation")} before={<Search />} value={query} onChange={(event) => setQuery(event.target.value)} />
      <List label={t("add.in")} className="search-choices">
        {fitting.map(({ view, name }) => {
          const other = view.type === "direct" ? view.direct_with?.[0] : undefined;
          return (
            <ListItem
              key={view.id} title={<bdi>{name}</bdi>} onClick={() => onChoose(conversationValue(view))}
              before={other ? <Avatar id={other.id} name={name} url={other.avatar_url} size={24} /> : <span className="search-sign"><Hash aria-hidden="true" /></span>}
            />
          );
        })}
      </List>
      {fitting.length === 0 && <p className="search-choices-none">{t("noConversation")}</p>}
    </>
  );
}
