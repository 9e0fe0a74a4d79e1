export interface Toast {
  id: number;
  text: string;
  kind: "plain" | "problem";
  action?: { label: string; onAct(): void };
}

type ToastOptions = Partial<Pick<Toast, "kind" | "action">>;

const MOST = 3;
let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(changed: readonly Toast[]) {
  toasts = changed;
  for (const tell of listeners) tell();
}

/** Says what was done, with a way back where there is one. Answers how to take it away early. */
export function toast(text: string, options: ToastOptions = {}): () => void {
  const id = next++;
  set([...toasts, { id, text, kind: "plain" as const, ...options }].slice(-MOST));
  return () => dismissToast(id);
}

export const dismissToast = (id: number) => set(toasts.filter((one) => one.id !== id));
export const currentToasts = () => toasts;
export function onToasts(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
