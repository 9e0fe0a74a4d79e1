// The copy that the client keeps in this browser: conversations and people, and the files of the app itself. What is unsent is never touched.
import { browserStorage } from "@parley/client";
import { parley } from "../../app/parley.ts";

const storageOf = (me: string) => browserStorage(`parley:${parley.rest.url}:${me}`);

/** A browser that keeps nothing, as in some private windows, keeps 0. */
export async function countKept(me: string): Promise<{ conversations: number; bytes: number | undefined }> {
  const [conversations, estimate] = await Promise.all([
    storageOf(me).all("conversations").then((all) => all.length, () => 0),
    navigator.storage?.estimate?.().catch(() => undefined),
  ]);
  return { conversations, bytes: estimate?.usage };
}

export async function forgetKept(me: string): Promise<void> {
  const storage = storageOf(me);
  for (const { view } of await storage.all<{ view: { id: string } }>("conversations")) await storage.delete("conversations", view.id);
  for (const { id } of await storage.all<{ id: string }>("people")) await storage.delete("people", id);
  await globalThis.caches?.delete("assets");
}
