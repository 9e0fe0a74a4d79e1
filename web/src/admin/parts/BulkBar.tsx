import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton, toast } from "../../ui/index.ts";
import { problemText } from "./Problem.tsx";

/** Appears with a selection: how many, more of them, what can be done with them. */
export function BulkBar({ count, onAll, onClear, children }: { count: number; onAll?: (() => Promise<void>) | null; onClear(): void; children: ReactNode }) {
  const { t } = useTranslation("admin");
  const [busy, setBusy] = useState(false);

  async function selectAll() {
    setBusy(true);
    try {
      await onAll!();
    } catch (error) {
      toast(problemText(error), { kind: "problem" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="admin-bulk" role="toolbar" aria-label={t("bulk.name")} hidden={count === 0}>
      <IconButton size="small" label={t("bulk.clear")} icon={<X />} onClick={onClear} />
      <span className="admin-bulk-count" role="status">{count > 0 && t("bulk.selected", { count })}</span>
      {onAll && <Button kind="quiet" size="small" busy={busy} onClick={() => void selectAll()}>{t("bulk.all")}</Button>}
      <span className="admin-bulk-deeds">{children}</span>
    </div>
  );
}
