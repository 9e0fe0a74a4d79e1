import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import { IconButton } from "./IconButton.tsx";
import { currentToasts, dismissToast, onToasts, type Toast } from "./toasts.ts";
import "./Toast.css";

const STAYS = 6_000, STAYS_WITH_ACTION = 10_000;

/** Stands once on the page. The region is always there, since screen readers only announce what changes in a region they know. */
export function ToastRegion() {
  const { t } = useTranslation("ui");
  const toasts = useSyncExternalStore(onToasts, currentToasts, currentToasts);
  const [held, setHeld] = useState(false);
  return createPortal(
    <div
      className="ui-toasts" role="region" aria-label={t("notices")}
      onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}
    >
      <div role="status" aria-live="polite" aria-relevant="additions" className="ui-toasts-list">
        {toasts.map((toast) => <Notice key={toast.id} toast={toast} held={held} />)}
      </div>
    </div>,
    document.body,
  );
}

function Notice({ toast: { id, text, kind, action }, held }: { toast: Toast; held: boolean }) {
  const { t } = useTranslation("ui");
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), action ? STAYS_WITH_ACTION : STAYS);
    return () => clearTimeout(timer);
  }, [id, action, held]);
  return (
    <div className={`ui-toast ui-toast-${kind}`}>
      <span className="ui-toast-text">{text}</span>
      {action && <Button kind="quiet" size="small" onClick={() => { dismissToast(id); action.onAct(); }}>{action.label}</Button>}
      <IconButton size="small" label={t("dismiss")} icon={<X />} onClick={() => dismissToast(id)} />
    </div>
  );
}
