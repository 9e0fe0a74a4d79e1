import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";
import { IconButton } from "./IconButton.tsx";
import { VisuallyHidden } from "./VisuallyHidden.tsx";
import "./Dialog.css";

export interface DialogProps {
  open: boolean;
  onClose(): void;
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Buttons at the foot; the one that does it stands last. */
  actions?: ReactNode;
  children?: ReactNode;
  size?: "small" | "medium" | "large";
  /** For dialogs that begin with a field of their own, such as the quick switcher. */
  hideTitle?: boolean;
  firstFocus?: RefObject<HTMLElement | null>;
  role?: "dialog" | "alertdialog";
  className?: string;
}

/** Modal; a sheet from below on phones. Radix's Overlay is not used: its scroll lock writes a style tag, which the page's CSP refuses. */
export function Dialog({ open, onClose, title, description, actions, children, size = "medium", hideTitle, firstFocus, role = "dialog", className }: DialogProps) {
  const { t } = useTranslation("ui");
  const heading = <Radix.Title className="ui-dialog-title">{title}</Radix.Title>;
  // Radix opens this by state and so knows no trigger: whoever had the focus gets it back.
  const before = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
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
