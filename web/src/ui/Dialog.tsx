import { lazy, type ReactNode, type RefObject, Suspense } from "react";

/** Comes with the first dialog that is opened. */
const DialogPopup = lazy(() => import("./DialogPopup.tsx"));

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

/** Modal; a sheet from below on phones. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <Suspense fallback={null}><DialogPopup {...rest} /></Suspense> : null;
}
