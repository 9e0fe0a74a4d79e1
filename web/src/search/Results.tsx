import type { ConversationView, UserView } from "@parley/client";
import { Hash, SearchX, WifiOff } from "lucide-react";
import { type ReactNode, type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { openDialog } from "../app/dialogs.ts";
import { toConversation } from "../app/routes.ts";
import { errorText, formatNumber } from "../i18n/format.ts";
import { useNaming } from "../people/naming.ts";
import { PersonPresence } from "../people/PersonPresence.tsx";
import { Avatar, GroupAvatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useRovingFocus } from "../ui/useRovingFocus.ts";
import { MessageHitRow } from "./MessageHitRow.tsx";
import type { useSearch } from "./useSearch.ts";

const FEW = 4;

/** What was found, by kind; arrows walk through all of it. */
export function Results({ found, place, inOne }: { found: ReturnType<typeof useSearch>; place: RefObject<HTMLDivElement | null>; inOne?: boolean }) {
  const { t } = useTranslation("search");
  const roving = useRovingFocus(place, { typing: false });
  const { text, messages, conversations, people, next, busy, problem } = found;
  const isNothing = messages.length + conversations.length + people.length === 0;

  if (isNothing && problem) {
    return <EmptyState icon={<WifiOff />} title={t("failed")} text={errorText(problem.code)} action={<Button onClick={found.again}>{t("tryAgain")}</Button>} />;
  }
  if (isNothing && busy && !text) return <Waiting />;
  if (isNothing && text && !busy && !next) return <EmptyState icon={<SearchX />} title={t("nothing")} text={t("nothingHint")} />;

  return (
    <div ref={place} className="search-results" aria-busy={busy} data-stale={busy || undefined} {...roving}>
      <Section title={t("people")} items={people}>{(person) => <PersonHit key={person.id} person={person} />}</Section>
      <Section title={t("conversations")} items={conversations}>{(view) => <ConversationHit key={view.id} view={view} />}</Section>
      {(messages.length > 0 || next) && (
        <section aria-label={t("messages")}>
          {!inOne && <h2 className="search-group">{t("messages")}</h2>}
          <ul role="list" className="search-list">{messages.map((hit) => <MessageHitRow key={hit.message.id} hit={hit} inOne={inOne} />)}</ul>
          {next ? (
            <>
              <p className="search-far" role="status">{t("lookedPartly", { count: messages.length, number: formatNumber(messages.length) })}</p>
              <LoadMore busy={busy} onMore={found.loadMore} problem={problem && errorText(problem.code)} />
            </>
          ) : <p className="search-far" role="status">{t("lookedAll", { count: messages.length, number: formatNumber(messages.length) })}</p>}
        </section>
      )}
    </div>
  );
}

function Section<T>({ title, items, children }: { title: string; items: readonly T[]; children(item: T): ReactNode }) {
  const { t } = useTranslation("search");
  const [isAll, setAll] = useState(false);
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="search-group">{title}</h2>
      <ul role="list" className="search-list">{(isAll ? items : items.slice(0, FEW)).map(children)}</ul>
      {!isAll && items.length > FEW && <Button kind="quiet" size="small" onClick={() => setAll(true)}>{t("showAll", { count: items.length })}</Button>}
    </section>
  );
}

function PersonHit({ person }: { person: UserView }) {
  return (
    <li>
      <button type="button" className="search-hit search-hit-one" data-roving="" tabIndex={-1} onClick={() => openDialog({ kind: "profile", id: person.id })}>
        <PersonPresence person={person} size={32} />
        <span className="search-hit-words"><bdi className="search-hit-name">{person.display_name}</bdi><span className="search-hit-place">@{person.username}</span></span>
      </button>
    </li>
  );
}

function ConversationHit({ view }: { view: ConversationView }) {
  const { t } = useTranslation("search");
  const name = useNaming()(view);
  const other = view.type === "direct" ? view.direct_with?.[0] : undefined;
  return (
    <li>
      <Link to={toConversation(view.id)} className="search-hit search-hit-one" data-roving="" tabIndex={-1}>
        {other ? <Avatar id={other.id} name={name} url={other.avatar_url} size={32} />
          : view.type === "channel" ? <span className="search-sign search-sign-large"><Hash aria-hidden="true" /></span> : <GroupAvatar id={view.id} name={name} size={32} />}
        <span className="search-hit-words">
          <bdi className="search-hit-name">{name}</bdi>
          <span className="search-hit-place">{[view.type !== "direct" && t("members", { count: view.member_count, number: formatNumber(view.member_count) }), !view.my && t("notJoined"), view.description].filter(Boolean).join(" · ")}</span>
        </span>
      </Link>
    </li>
  );
}

export function Waiting() {
  const { t } = useTranslation("search");
  return (
    <div role="status" aria-label={t("searching")} className="search-waiting">
      {[1, 2, 3, 4].map((row) => <div key={row} className="search-waiting-row"><Skeleton round width={32} height={32} /><Skeleton lines={2} /></div>)}
    </div>
  );
}
