import { ParleyError } from "./errors.ts";
import type { FileId, FileView } from "./protocol.ts";
import type { Rest } from "./rest.ts";

const TUS = { "tus-resumable": "1.0.0" };
const FIRST_CHUNK = 256 * 1024; // bytes; later chunks take about a second each, so that progress moves and a cut loses little
const LARGEST_CHUNK = 8 * 1024 * 1024;
const LONGEST_WAIT = 15_000;

/** The reason to abort an upload with that goes on elsewhere, by `resume`: what has arrived stays at the server. */
export const goesOn = "keep";

export interface UploadOptions {
  /** What the file is to be called; its own name when left out. */
  name?: string;
  /** From 0 to 1. */
  onProgress?(share: number): void;
  /** Gives the upload up, and takes back what has been uploaded; with the reason `goesOn` it stays, to go on later. */
  signal?: AbortSignal;
  /** Goes on with an upload begun earlier, in this program or another. */
  resume?: FileId;
  /** The upload has its id now: keep it to go on after a restart. */
  onBegun?(id: FileId): void;
}

const encode = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/**
 * Uploads by tus 1.0, part by part; a break is waited out and the upload goes on where it stood.
 * @throws ParleyError when it is refused or given up.
 */
export async function upload(rest: Rest, file: Blob & { name?: string }, options: UploadOptions = {}): Promise<FileView> {
  const { signal, onProgress } = options;
  let id = options.resume;
  let offset = id === undefined ? 0 : undefined;
  let size = FIRST_CHUNK;
  for (let failures = 0; ; ) {
    try {
      if (id === undefined) {
        const begun = await rest.raw("POST", "/files/tus", undefined, {
          signal, headers: { ...TUS, "upload-length": String(file.size), "upload-metadata": `filename ${encode(options.name ?? file.name ?? "file")}` },
        });
        id = begun.headers.get("location")!.split("/").pop()!;
        options.onBegun?.(id);
      }
      offset ??= Number((await rest.raw("HEAD", `/files/tus/${id}`, undefined, { signal, headers: TUS })).headers.get("upload-offset"));
      while (offset < file.size) {
        const began = Date.now();
        const part = await rest.raw("PATCH", `/files/tus/${id}`, file.slice(offset, offset + size), {
          signal, headers: { ...TUS, "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
        });
        offset = Number(part.headers.get("upload-offset"));
        failures = 0;
        onProgress?.(offset / file.size);
        const took = Math.max(1, Date.now() - began);
        size = Math.min(LARGEST_CHUNK, Math.max(FIRST_CHUNK, Math.round((size * 1000) / took)));
      }
      return await rest.get<FileView>(`/files/${id}`, undefined, signal);
    } catch (error) {
      const { code, isPassing, retryAfter } = error as ParleyError;
      if (code === "upload_expired" || (code === "not_found" && options.resume === id)) [id, offset] = [undefined, 0]; // too old: from the start
      else if (code === "offset_conflict" || (isPassing && code !== "aborted" && code !== "not_signed_in")) offset = id === undefined ? 0 : undefined;
      else {
        if (code === "aborted" && id !== undefined && signal?.reason !== goesOn) await rest.raw("DELETE", `/files/tus/${id}`, undefined, { headers: TUS }).catch(() => {}); // the server drops it after a day anyway
        throw error;
      }
      await wait(retryAfter ? retryAfter * 1000 : Math.min(LONGEST_WAIT, 500 * 2 ** failures++), signal);
    }
  }
}

const wait = (ms: number, signal?: AbortSignal) => new Promise<void>((resolve) => {
  const timer = setTimeout(resolve, signal?.aborted ? 0 : ms); // the next call says that it was given up
  signal?.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
});
