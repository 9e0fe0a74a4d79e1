import type { BulkResult, BulkResults } from "@parley/client";
import { ParleyError } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../i18n/format.ts";
import { Button, ConfirmDialog, Dialog, toast } from "../../ui/index.ts";
import { Chip } from "./Chip.tsx";
import { problemText } from "./Problem.tsx";

/** Something about to be done: what it touches by name, how it is done, what is said then, and how it is taken back. */
export interface Deed {
  title: string;
  text: string;
  confirm: string;
  kind?: "danger" | "primary";
  targets: { id: string; name: string }[];
  run(): Promise<BulkResults | void>;
  said(count: number): string;
  undo?(done: string[]): Promise<unknown>;
}

/** One call for each, one after the other, with a result for each: for what the server does one at a time. */
export async function eachOf(ids: string[], act: (id: string) => Promise<unknown>): Promise<BulkResults> {
  const items: BulkResult[] = [];
  for (const id of ids) {
    try {
      await act(id);
      items.push({ id, done: true, code: null, detail: null });
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      items.push({ id, done: false, code: error.code, detail: error.message });
    }
  }
  return { items, done_count: items.filter(({ done }) => done).length };
}

/** Asks, does, says what became of each. */
export function DeedDialog({ deed, onClose, onDone }: { deed: Deed | null; onClose(): void; onDone(): void }) {
  const { t } = useTranslation("admin");
  const [results, setResults] = useState<{ deed: Deed; items: BulkResult[] } | null>(null);

  async function run(what: Deed) {
    const answer = await what.run();
    const items = answer?.items ?? what.targets.map(({ id }) => ({ id, done: true, code: null, detail: null }));
    const done = items.filter((item) => item.done).map(({ id }) => id);
    onDone();
    if (done.length < items.length) setResults({ deed: what, items });
    else toast(what.said(done.length), what.undo && { action: { label: t("undo"), onAct: () => void takeBack(what, done) } });
  }

  async function takeBack(what: Deed, done: string[]) {
    try {
      await what.undo!(done);
      toast(t("undone"));
    } catch (error) {
      toast(problemText(error), { kind: "problem" });
    }
    onDone();
  }

  const done = results?.items.filter((item) => item.done).map(({ id }) => id) ?? [];
  return (
    <>
      <ConfirmDialog
        open={deed !== null} onClose={onClose} title={deed?.title ?? ""} text={deed?.text} names={deed?.targets.map(({ name }) => name)} confirm={deed?.confirm ?? ""}
        kind={deed?.kind} onConfirm={() => run(deed!)} problemText={problemText}
      />
      <Dialog
        open={results !== null} onClose={() => setResults(null)} title={t("results.title")}
        description={results && t("results.text", { done: done.length, count: results.items.length })}
        actions={<>
          {results?.deed.undo && done.length > 0 && <Button onClick={() => { void takeBack(results.deed, done); setResults(null); }}>{t("results.undo", { count: done.length })}</Button>}
          <Button kind="primary" onClick={() => setResults(null)}>{t("ok")}</Button>
        </>}
      >
        {results && <ResultList deed={results.deed} items={results.items} />}
      </Dialog>
    </>
  );
}

/** The refused first, with the reason. */
function ResultList({ deed, items }: { deed: Deed; items: BulkResult[] }) {
  const { t } = useTranslation("admin");
  const names = new Map(deed.targets.map(({ id, name }) => [id, name]));
  const sorted = [...items].sort((a, b) => Number(a.done) - Number(b.done));
  return (
    <ul role="list" className="admin-results">
      {sorted.map(({ id, done, code }) => (
        <li key={id}>
          <bdi className="admin-results-name">{names.get(id) ?? id}</bdi>
          <Chip tone={done ? "good" : "bad"}>{done ? t("results.done") : t("results.refused")}</Chip>
          {!done && code && <span className="admin-results-why">{errorText(code)}</span>}
        </li>
      ))}
    </ul>
  );
}
