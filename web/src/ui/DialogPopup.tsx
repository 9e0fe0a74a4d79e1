import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";
import type { DialogProps } from "./Dialog.tsx";
import { IconButton } from "./IconButton.tsx";
import { VisuallyHidden } from "./VisuallyHidden.tsx";
import "./Dialog.css";

/** Modal; a sheet from below on phones. Radix's Overlay is not used: its scroll lock writes a style tag, which the page's CSP refuses. */
export default function DialogPopup({ onClose, title, description, actions, children, size = "medium", hideTitle, firstFocus, role = "dialog", className }: Omit<DialogProps, "open">) {
  const { t } = useTranslation("ui");
  const heading = <Radix.Title className="ui-dialog-title">{title}</Radix.Title>;
  // Radix opens this by state and so knows no trigger: whoever had the focus gets it back.
  const before = useRef<Element | null>(null);
  return (
    <Radix.Root open onOpenChange={(next) => { if (!next) onClose(); }}>
      <Radix.Portal>
        <div className="ui-veil" aria-hidden="true" />
        <Radix.Content
          role={role} className={classes("ui-dialog", `ui-dialog-${size}`, className)} {...(!description && { "aria-describedby": undefined })}
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            if (!firstFocus?.current) return;
            event.preventDefault();
            firstFocus.current.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
          }}
        >
          {hideTitle ? <VisuallyHidden>{heading}</VisuallyHidden> : (
            <header className="ui-dialog-head">
              {heading}
              <Radix.Close asChild><IconButton label={t("close")} icon={<X />} className="ui-dialog-close" /></Radix.Close>
            </header>
          )}
          {description && <Radix.Description asChild><div className="ui-dialog-description">{description}</div></Radix.Description>}
          {children && <div className="ui-dialog-body">{children}</div>}
          {actions && <footer className="ui-dialog-actions">{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
