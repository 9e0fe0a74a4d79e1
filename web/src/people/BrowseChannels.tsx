import type { ConversationView, ParleyError } from "@parley/client";
import { Hash, Search, Users } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { parley } from "../app/parley.ts";
import { toConversation } from "../app/routes.ts";
import { usePages } from "../app/usePages.ts";
import { errorText, formatNumber } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { TextField } from "../ui/Field.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { useNaming } from "./naming.ts";
import { PeopleWaiting } from "./PeopleWaiting.tsx";

const idOf = (view: ConversationView) => view.id;

/** What is open to everybody of the workspace. */
export function BrowseChannels({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("people");
  const [query, setQuery] = useState("");
  const list = usePages("/conversations", idOf, { visibility: "public", query: useDeferredValue(query.trim()) });
  return (
    <div className="people-browse">
      <TextField label={t("findChannel")} hideLabel type="search" placeholder={t("findChannel")} before={<Search />} value={query} onChange={(event) => setQuery(event.target.value)} />
      <div className="people-picker-list people-browse-list">
        {!list.loaded && !list.problem && <PeopleWaiting rows={4} />}
        {!list.loaded && list.problem && <p role="alert" className="people-problem">{errorText(list.problem.code)}</p>}
        {list.loaded && list.items.length === 0 && <EmptyState icon={<Hash />} title={t("noChannels")} text={t("noChannelsHint")} />}
        <ul role="list" className="people-list">{list.items.map((view) => <ChannelRow key={view.id} view={view} onClose={onClose} />)}</ul>
        {list.hasMore && <LoadMore busy={list.busy} onMore={list.loadMore} problem={list.problem && errorText(list.problem.code)} />}
      </div>
    </div>
  );
}

function ChannelRow({ view, onClose }: { view: ConversationView; onClose(): void }) {
  const { t } = useTranslation("people");
  const [, go] = useLocation();
  const name = useNaming()(view);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const isMine = view.my !== null;

  async function enter() {
    setBusy(true);
    try {
      if (!isMine) await parley.rest.post(`/conversations/${view.id}/join`);
      onClose();
      go(toConversation(view.id));
    } catch (error) {
      setProblem(errorText((error as ParleyError).code));
      setBusy(false);
    }
  }

  return (
    <li className="people-row people-channel">
      <span className="people-sign">{view.type === "channel" ? <Hash aria-hidden="true" /> : <Users aria-hidden="true" />}</span>
      <span className="people-row-words">
        <bdi className="people-name">{name}</bdi>
        <span className="people-row-text">{t("memberCount", { count: view.member_count, number: formatNumber(view.member_count) })}{view.description && <bdi className="people-channel-about">{view.description}</bdi>}</span>
        {problem && <span role="alert" className="people-problem">{problem}</span>}
      </span>
      <Button size="small" kind={isMine ? "plain" : "primary"} busy={isBusy} onClick={() => void enter()} aria-label={isMine ? t("openName", { name }) : t("joinName", { name })}>{isMine ? t("open") : t("join")}</Button>
    </li>
  );
}
