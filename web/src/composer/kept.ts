// Drafts on this device: the words in localStorage, which is there at once and at the page's end; files in IndexedDB.
import { browserStorage, type FileView, type MessageId, type Storage } from "@parley/client";
import { parley } from "../app/parley.ts";

/** A draft as this device has it. `version` is the server's that it began from; `synced` what both agreed on then. */
export interface KeptDraft { content: string; replyTo?: MessageId; attachments: string[]; version: number; synced: string; other?: string }

/** A file of a draft: bytes while they are not at the server, what the server knows of it from then on. */
export interface KeptFile { name: string; file?: Blob; uploadId?: string; attachment?: FileView }

const PREFIX = "parley.draft.";
const nameOf = (key: string) => `${PREFIX}${parley.meId()}.${key}`;

export function readKept(key: string): KeptDraft | undefined {
  try {
    const text = localStorage.getItem(nameOf(key));
    return text ? JSON.parse(text) as KeptDraft : undefined;
  } catch {
    return undefined; // storage is forbidden here: the draft lives in memory and at the server
  }
}

export function writeKept(key: string, draft: KeptDraft | undefined): void {
  if (!parley.meId()) return; // signed out meanwhile: nothing is left behind
  try {
    if (draft) localStorage.setItem(nameOf(key), JSON.stringify(draft));
    else localStorage.removeItem(nameOf(key));
  } catch {
    // as above; a full disk too
  }
}

/** The keys of the drafts that this person has on this device. */
export function keptKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(nameOf(""))).map((name) => name.slice(nameOf("").length));
  } catch {
    return [];
  }
}

let shelves: { me: string; storage: Storage } | undefined;

function files(me = parley.meId()): Storage {
  if (shelves?.me !== me) shelves = { me, storage: browserStorage(`parley.drafts:${me}`) };
  return shelves.storage;
}

let lastMe = ""; // after signing out nobody says who it was
parley.me.subscribe(() => { lastMe = parley.meId() || lastMe; });

export const readFiles = async (key: string): Promise<KeptFile[]> => !parley.meId() ? [] :
  files().get<KeptFile[]>("about", key).then((kept) => kept ?? [], () => []); // no IndexedDB here: files live as long as the page

export const writeFiles = async (key: string, kept: KeptFile[]): Promise<void> => !parley.meId() ? undefined :
  (kept.length > 0 ? files().put("about", key, kept) : files().delete("about", key)).catch(() => {}); // as above

/** Nothing of a person stays behind when they sign out. */
export function forgetKept(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // nothing could be kept either
  }
  if (lastMe) void files(lastMe).clear().catch(() => {});
  shelves = undefined;
}
