// Dialogs that can be asked for from anywhere; one is open at a time.
import { useSyncExternalStore } from "react";

export type AppDialog =
  | { kind: "switcher" | "shortcuts" | "status" | "newConversation" }
  | { kind: "profile"; id: string };

let open: AppDialog | undefined;
const listeners = new Set<() => void>();

export function openDialog(dialog: AppDialog | undefined): void {
  open = dialog;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; };

export const useDialog = (): AppDialog | undefined => useSyncExternalStore(subscribe, () => open);
