import type { BlockView, ParleyError } from "@parley/client";
import { Ban, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { openDialog } from "../app/dialogs.ts";
import { usePages } from "../app/usePages.ts";
import { errorText, formatDate } from "../i18n/format.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { toast } from "../ui/toasts.ts";
import { block, useBlocks } from "./blocks.ts";
import { PeopleWaiting } from "./PeopleWaiting.tsx";

const idOf = (one: BlockView) => one.user_id;

/** Whom one has blocked, since when, and the way back. */
export function Blocked() {
  const { t } = useTranslation("people");
  const list = usePages("/me/blocks", idOf);
  const blocked = useBlocks();
  const { reload, loaded, items } = list;
  // Blocked on another device, or from a profile on this page.
  const isNew = loaded && blocked !== undefined && [...blocked].some((id) => !items.some((one) => one.user_id === id)) && !list.hasMore;
  useEffect(() => { if (isNew) reload(); }, [isNew]); // `reload` is another function in every drawing

  if (!loaded && list.problem) return <EmptyState icon={<WifiOff />} title={t("failed")} text={errorText(list.problem.code)} action={<Button onClick={reload}>{t("tryAgain")}</Button>} />;
  if (!loaded) return <PeopleWaiting rows={3} />;
  const shown = blocked ? items.filter(({ user_id }) => blocked.has(user_id)) : items;
  if (shown.length === 0) return <EmptyState icon={<Ban />} title={t("nobodyBlocked")} text={t("nobodyBlockedHint")} />;
  return (
    <>
      <p className="people-note">{t("blockedHint")}</p>
      <ul role="list" aria-label={t("blockedPeople")} className="people-list">{shown.map((one) => <BlockedRow key={one.user_id} one={one} />)}</ul>
      {list.hasMore && <LoadMore busy={list.busy} onMore={list.loadMore} problem={list.problem && errorText(list.problem.code)} />}
    </>
  );
}

function BlockedRow({ one }: { one: BlockView }) {
  const { t } = useTranslation("people");
  const [isBusy, setBusy] = useState(false);
  async function unblock() {
    setBusy(true);
    try {
      await block(one.user_id, false);
      toast(t("unblocked", { name: one.display_name }), { action: { label: t("undo"), onAct: () => void block(one.user_id) } });
    } catch (error) {
      setBusy(false);
      toast(errorText((error as ParleyError).code), { kind: "problem" });
    }
  }
  return (
    <li className="people-row">
      <button type="button" className="people-row-main" onClick={() => openDialog({ kind: "profile", id: one.user_id })}>
        <Avatar id={one.user_id} name={one.display_name} size={40} />
        <span className="people-row-words">
          <bdi className="people-name">{one.display_name}</bdi>
          <span className="people-row-text"><bdi>@{one.username}</bdi><span>{t("blockedSince", { when: formatDate(one.created_at) })}</span></span>
        </span>
      </button>
      <Button size="small" busy={isBusy} onClick={() => void unblock()} aria-label={t("unblockName", { name: one.display_name })}>{t("unblock")}</Button>
    </li>
  );
}
