import type { ParleyError } from "@parley/client";
import { errorText } from "../i18n/format.ts";
import { toast } from "../ui/toasts.ts";

/** A refusal in one sentence. */
export const problemText = (error: unknown): string => errorText((error as ParleyError).code);

/** Does it, and says so when it is refused; answers whether it was done. */
export async function act(doing: () => Promise<unknown>): Promise<boolean> {
  try {
    await doing();
    return true;
  } catch (error) {
    toast(problemText(error), { kind: "problem" });
    return false;
  }
}
