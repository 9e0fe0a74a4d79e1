import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../ui/index.ts";
import { useAdminAddress } from "../address.ts";

/** A list, and beside it (over it, where there is no room) the one that was opened. */
export function Split({ children, detail, label }: { children: ReactNode; detail: ReactNode; label: string }) {
  const { t } = useTranslation("ui");
  const { id, open } = useAdminAddress();
  const panel = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<string | undefined>(undefined);

  // Focus goes along: into what was opened, and back to its row.
  useEffect(() => {
    if (id && before.current !== id) panel.current?.focus({ preventScroll: true });
    else if (!id && before.current) list.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(before.current)}"]`)?.focus();
    before.current = id;
  }, [id]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || (event.target as Element).closest("[role=dialog], [role=alertdialog], [role=menu]")) return;
    event.preventDefault();
    open(null);
  };

  return (
    <div className="admin-split" data-open={detail ? true : undefined}>
      <div className="admin-list" ref={list}>{children}</div>
      {detail && (
        <aside className="admin-detail" aria-label={label} tabIndex={-1} ref={panel} onKeyDown={onKeyDown}>
          <IconButton label={t("close")} icon={<X />} className="admin-detail-close" onClick={() => open(null)} />
          {detail}
        </aside>
      )}
    </div>
  );
}
