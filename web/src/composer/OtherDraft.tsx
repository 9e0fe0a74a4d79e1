import { useTranslation } from "react-i18next";
import { useCell } from "../app/parley.ts";
import { plainText } from "../text/plainText.ts";
import { Button } from "../ui/index.ts";
import type { Desk } from "./desk.ts";

/** Two devices wrote at once: these words stay, the other's are offered. */
export function OtherDraft({ desk, onTake }: { desk: Desk; onTake(text: string): void }) {
  const { t } = useTranslation("composer");
  const other = useCell(desk.draft.other);
  if (!other) return null;
  const done = () => desk.draft.other.set(undefined);
  return (
    <div className="composer-strip" role="status">
      <p><strong>{t("otherDraft")}</strong><span dir="auto">{plainText(other, 140)}</span></p>
      <Button size="small" onClick={() => { onTake(other); done(); }}>{t("takeOther")}</Button>
      <Button size="small" kind="quiet" onClick={done}>{t("leaveOther")}</Button>
    </div>
  );
}
