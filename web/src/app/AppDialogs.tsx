import { lazy, Suspense } from "react";
import { openDialog, useDialog } from "./dialogs.ts";
import { useShortcuts } from "./useShortcuts.ts";

const QuickSwitcher = lazy(() => import("../sidebar/QuickSwitcher.tsx"));
const ShortcutSheet = lazy(() => import("./ShortcutSheet.tsx"));
const StatusDialog = lazy(() => import("./StatusDialog.tsx"));
const NewConversation = lazy(() => import("../people/NewConversation.tsx"));
const ProfileDialog = lazy(() => import("../people/ProfileDialog.tsx"));

const close = () => openDialog(undefined);

export function AppDialogs() {
  const dialog = useDialog();
  useShortcuts();
  if (!dialog) return null;
  return (
    <Suspense fallback={null}>
      {dialog.kind === "switcher" && <QuickSwitcher onClose={close} />}
      {dialog.kind === "shortcuts" && <ShortcutSheet onClose={close} />}
      {dialog.kind === "status" && <StatusDialog onClose={close} />}
      {dialog.kind === "newConversation" && <NewConversation onClose={close} />}
      {dialog.kind === "profile" && <ProfileDialog id={dialog.id} onClose={close} />}
    </Suspense>
  );
}
