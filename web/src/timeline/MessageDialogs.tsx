import type { MessageDialog } from "./context.ts";
import { ActionSheet } from "./dialogs/ActionSheet.tsx";
import { DeleteDialog } from "./dialogs/DeleteDialog.tsx";
import { ForwardDialog } from "./dialogs/ForwardDialog.tsx";
import { HistoryDialog } from "./dialogs/HistoryDialog.tsx";
import { PickerDialog } from "./dialogs/PickerDialog.tsx";
import { ReactionsDialog } from "./dialogs/ReactionsDialog.tsx";
import { ReadersDialog } from "./dialogs/ReadersDialog.tsx";
import { ReportDialog } from "./dialogs/ReportDialog.tsx";

const DIALOGS = {
  actions: ActionSheet, delete: DeleteDialog, forward: ForwardDialog, history: HistoryDialog, picker: PickerDialog, reactions: ReactionsDialog,
  readers: ReadersDialog, report: ReportDialog,
};

/** The dialog about one message that is open. */
export default function MessageDialogs({ dialog: { kind, message }, onClose }: { dialog: MessageDialog; onClose(): void }) {
  const Part = DIALOGS[kind];
  return <Part key={`${kind} ${message.id}`} message={message} onClose={onClose} />;
}
