import type { ParleyError, UserView } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../i18n/format.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { currentStatus } from "./customStatus.ts";
import { parley, useCell } from "./parley.ts";
import "./StatusDialog.css";

const SUGGESTED = [["meeting", "📅"], ["lunch", "🥪"], ["commuting", "🚆"], ["sick", "🤒"], ["holiday", "🌴"], ["focus", "🎧"]] as const;
const LENGTHS = ["never", "30", "60", "240", "today", "week"] as const;

/** Sets or clears one's own status. */
export default function StatusDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("app");
  const me = useCell(parley.me) as UserView;
  const now = currentStatus(me);
  const [text, setText] = useState(now?.text ?? "");
  const [emoji, setEmoji] = useState(now?.emoji ?? "💬");
  const [length, setLength] = useState<string>("never");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const save = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    await act().then(onClose, (error: ParleyError) => { setProblem(errorText(error.code)); setBusy(false); });
  };
  const put = () => save(() => parley.rest.put("/me/status", { text: text.trim() || null, emoji, until: endOf(length) }));
  return (
    <Dialog
      open onClose={onClose} title={t("status.title")} size="small"
      actions={<>
        {now && <Button kind="quiet" onClick={() => void save(() => parley.rest.delete("/me/status"))}>{t("status.clear")}</Button>}
        <Button kind="primary" busy={isBusy} onClick={() => void put()}>{t("status.save")}</Button>
      </>}
    >
      <form className="status-form" onSubmit={(event) => { event.preventDefault(); void put(); }}>
        <div className="status-row">
          <span className="status-emoji" aria-hidden="true">{emoji}</span>
          <TextField label={t("status.text")} value={text} maxLength={100} onChange={(event) => setText(event.target.value)} error={problem} />
        </div>
        <ul role="list" className="status-suggested" aria-label={t("status.suggested")}>
          {SUGGESTED.map(([key, sign]) => (
            <li key={key}>
              <Button size="small" icon={<span aria-hidden="true">{sign}</span>} onClick={() => { setText(t(`status.${key}`)); setEmoji(sign); }}>{t(`status.${key}`)}</Button>
            </li>
          ))}
        </ul>
        <SelectField label={t("status.until")} value={length} onChange={(event) => setLength(event.target.value)}
          options={LENGTHS.map((value) => ({ value, label: t(`status.lengths.${value}`) }))} />
      </form>
    </Dialog>
  );
}

function endOf(length: string): string | null {
  const end = new Date();
  if (length === "never") return null;
  if (length === "today" || length === "week") {
    end.setHours(23, 59, 59, 0);
    if (length === "week") end.setDate(end.getDate() + ((7 - end.getDay()) % 7));
  } else end.setMinutes(end.getMinutes() + Number(length));
  return end.toISOString();
}
