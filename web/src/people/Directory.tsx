import type { UserView } from "@parley/client";
import { UserX, WifiOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { parley, useCell } from "../app/parley.ts";
import { usePages } from "../app/usePages.ts";
import { errorText } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { useRovingFocus } from "../ui/useRovingFocus.ts";
import { useBlocks } from "./blocks.ts";
import { PeopleWaiting } from "./PeopleWaiting.tsx";
import { PersonRow } from "./PersonRow.tsx";

const idOf = (person: UserView) => person.id;

/** People by name, page by page; arrows walk through them. */
export function Directory({ query }: { query: string }) {
  const { t } = useTranslation("people");
  const people = usePages("/users", idOf, { query });
  const me = useCell(parley.me);
  const blocked = useBlocks();
  const list = useRef<HTMLUListElement>(null);
  const roving = useRovingFocus(list);
  const { items, change } = people;
  useEffect(() => parley.people.meet(...items), [items]);
  // A new name, picture or status is shown where the list stands already.
  useEffect(() => parley.on("user_updated", ({ user }) => change((all) => all.map((one) => (one.id === user.id ? { ...one, ...user } : one)))), [query]);

  if (!people.loaded && people.problem) {
    return <EmptyState icon={<WifiOff />} title={t("failed")} text={errorText(people.problem.code)} action={<Button onClick={people.reload}>{t("tryAgain")}</Button>} />;
  }
  if (!people.loaded) return <PeopleWaiting />;
  if (people.items.length === 0) return <EmptyState icon={<UserX />} title={t("nobody", { query })} text={t("nobodyHint")} />;
  return (
    <>
      <ul ref={list} role="list" aria-label={t("everybody")} className="people-list" {...roving}>
        {people.items.map((person) => <PersonRow key={person.id} person={person} isMe={person.id === me?.id} isBlocked={blocked?.has(person.id) ?? false} />)}
      </ul>
      {people.hasMore && <LoadMore busy={people.busy} onMore={people.loadMore} problem={people.problem && errorText(people.problem.code)} />}
    </>
  );
}
