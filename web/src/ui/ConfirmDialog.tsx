import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

export interface ConfirmDialogProps {
  open: boolean;
  onClose(): void;
  title: string;
  /** What will happen, in one or two sentences. */
  text: ReactNode;
  /** What it touches, by name; long lists scroll. */
  names?: string[];
  confirm: string;
  kind?: "danger" | "primary";
  /** A refusal stays in the dialog as `problemText` words it, so that nothing is lost. */
  onConfirm(): Promise<unknown> | void;
  problemText?(error: unknown): string;
}

export function ConfirmDialog({ open, onClose, title, text, names, confirm, kind = "danger", onConfirm, problemText }: ConfirmDialogProps) {
  const { t } = useTranslation("ui");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const close = () => { setProblem(null); onClose(); };

  async function doIt() {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setProblem(problemText?.(error) ?? t("failed"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open} onClose={close} title={title} description={text} size="small" role="alertdialog"
      actions={<>
        <Button onClick={close}>{t("cancel")}</Button>
        <Button kind={kind} busy={busy} onClick={() => void doIt()}>{confirm}</Button>
      </>}
    >
      {(names?.length || problem) && <>
        {names && names.length > 0 && <ul role="list" className="ui-confirm-names">{names.map((name, at) => <li key={at}><bdi>{name}</bdi></li>)}</ul>}
        {problem && <p role="alert" className="ui-confirm-problem">{problem}</p>}
      </>}
    </Dialog>
  );
}
