import type { ParleyError, SavedView } from "@parley/client";
import { Bookmark, WifiOff } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { PageFrame } from "../app/PageFrame.tsx";
import { errorText } from "../i18n/format.ts";
import { PeopleWaiting } from "../people/PeopleWaiting.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LoadMore } from "../ui/LoadMore.tsx";
import { toast } from "../ui/toasts.ts";
import { useRovingFocus } from "../ui/useRovingFocus.ts";
import { SavedRow } from "./SavedRow.tsx";
import { type Saved, useSaved } from "./useSaved.ts";
import "./Saved.css";

/** Messages that one put aside for later. */
export default function SavedPage() {
  const { t } = useTranslation("saved");
  const saved = useSaved();
  return <PageFrame title={t("title")}><SavedList saved={saved} /></PageFrame>;
}

function SavedList({ saved }: { saved: Saved }) {
  const { t } = useTranslation("saved");
  const list = useRef<HTMLUListElement>(null);
  const roving = useRovingFocus(list, { typing: false });
  const { items, loaded, problem, busy, hasMore } = saved;
  const fail = (error: unknown) => { toast(errorText((error as ParleyError).code), { kind: "problem" }); };

  async function remove(one: SavedView) {
    try {
      await saved.remove(one.message.id);
      toast(t("removed"), { action: { label: t("undo"), onAct: () => { saved.save(one, one.note).catch(fail); } } });
    } catch (error) {
      fail(error);
    }
  }

  if (!loaded && problem) return <EmptyState icon={<WifiOff />} title={t("failed")} text={errorText(problem.code)} action={<Button onClick={saved.reload}>{t("tryAgain")}</Button>} />;
  if (!loaded) return <PeopleWaiting />;
  if (items.length === 0) return <EmptyState icon={<Bookmark />} title={t("nothing")} text={t("nothingHint")} />;
  return (
    <>
      <ul ref={list} role="list" aria-label={t("title")} className="saved-list" {...roving}>
        {items.map((one) => <SavedRow key={one.message.id} saved={one} onNote={(note) => saved.save(one, note)} onRemove={() => void remove(one)} />)}
      </ul>
      {hasMore && <LoadMore busy={busy} onMore={saved.loadMore} problem={problem && errorText(problem.code)} />}
    </>
  );
}
