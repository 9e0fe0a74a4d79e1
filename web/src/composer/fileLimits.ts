// What may be uploaded, known before anything is.
import { limits, type OwnFiles } from "@parley/client";
import { parley } from "../app/parley.ts";

export interface FileLimits { maxBytes: number; types: readonly string[]; room: number | undefined }
export type FileFault = "file_empty" | "file_too_large" | "file_type_refused" | "quota_exceeded";

export const MOST_FILES = limits.attachmentsPerMessage;
const FRESH = 5 * 60_000; // an administrator may change them

let asked: { at: number; answer: Promise<FileLimits | undefined> } | undefined;
let known: FileLimits | undefined;

/** Undefined without a network: the server says it when it is back. */
export function fileLimits(): Promise<FileLimits | undefined> {
  if (!asked || Date.now() - asked.at > FRESH) {
    const answer = parley.rest.get<OwnFiles>("/files", { limit: 1 }).then((own) => (known = {
      maxBytes: own.max_bytes, types: own.allowed_types,
      room: own.quota_bytes === null ? undefined : Math.max(0, own.quota_bytes - own.workspace_used_bytes),
    }), () => {
      asked = undefined;
      return known;
    });
    asked = { at: Date.now(), answer };
  }
  return asked.answer;
}

const fits = (type: string, allowed: string) => allowed === "*/*" || (allowed.endsWith("/*") ? type.startsWith(allowed.slice(0, -1)) : type === allowed);

/** Why this file would be refused. A type that the browser does not know is left to the server, which looks inside. */
export function faultOf(file: File, { maxBytes, types, room }: FileLimits): FileFault | undefined {
  if (file.size === 0) return "file_empty";
  if (file.size > maxBytes) return "file_too_large";
  if (room !== undefined && file.size > room) return "quota_exceeded";
  if (file.type && types.length > 0 && !types.some((allowed) => fits(file.type, allowed))) return "file_type_refused";
  return undefined;
}
