// The files beside a message that is being written: each is uploaded as soon as it is there, three at a time.
import { goesOn, type AttachmentView, type FileView, newId, ParleyError, type WaitingFile } from "@parley/client";
import { parley } from "../app/parley.ts";
import { Box } from "./box.ts";
import { faultOf, fileLimits, MOST_FILES } from "./fileLimits.ts";
import { type KeptFile, readFiles, writeFiles } from "./kept.ts";

export interface DeskFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** Its bytes, when it came from this device. */
  readonly file?: Blob;
  /** A picture of it, before anything is uploaded. */
  readonly preview?: string;
  readonly state: "waiting" | "uploading" | "done" | "failed";
  /** The refusal's code, and whether the same again may succeed. */
  readonly fault?: { code: string; again: boolean };
  readonly attachment?: FileView;
}

const AT_ONCE = 3;

export class DeskFiles {
  readonly #key: string;
  readonly #list = new Box<readonly DeskFile[]>([]);
  readonly #progress = new Map<string, Box<number>>();
  readonly #running = new Map<string, AbortController>();
  readonly #uploadIds = new Map<string, string>();
  readonly #changed: () => void;
  /** What an earlier visit left is back; before that nobody can say which files the draft has. */
  readonly restored: Promise<void>;

  constructor(key: string, changed: () => void) {
    this.#key = key;
    this.#changed = changed;
    this.restored = this.#restore();
  }

  get list(): Box<readonly DeskFile[]> { return this.#list; }
  progress(id: string): Box<number> {
    let progress = this.#progress.get(id);
    if (!progress) this.#progress.set(id, (progress = new Box(0)));
    return progress;
  }
  /** What the server has of them, for a draft. */
  get attachmentIds(): string[] { return this.#list.get().flatMap(({ attachment }) => attachment?.id ?? []); }

  async #restore(): Promise<void> {
    const kept = await readFiles(this.#key);
    const back = kept.map((one) => {
      const file = this.#made(one.name, one.file, one.attachment);
      if (one.uploadId) this.#uploadIds.set(file.id, one.uploadId);
      return file;
    });
    const have = new Set(this.attachmentIds);
    if (back.length > 0) this.#set([...back.filter(({ attachment }) => !attachment || !have.has(attachment.id)), ...this.#list.get()]);
  }

  #made(name: string, file: Blob | undefined, attachment?: FileView): DeskFile {
    return {
      id: newId(), name, size: file?.size ?? attachment?.size ?? 0, type: file?.type || attachment?.content_type || "", file, attachment,
      preview: file?.type.startsWith("image/") ? URL.createObjectURL(file) : undefined, state: attachment ? "done" : "waiting",
    };
  }

  /** Answers how many were too many. */
  add(files: readonly File[]): number {
    const room = Math.max(0, MOST_FILES - this.#list.get().length);
    this.#set([...this.#list.get(), ...files.slice(0, room).map((file) => this.#made(file.name || nameless(file), file))]);
    return Math.max(0, files.length - room);
  }

  /** Another device attached these. */
  async take(ids: readonly string[]): Promise<void> {
    const have = new Map(this.#list.get().map((one) => [one.attachment?.id, one]));
    const taken = await Promise.all(ids.map(async (id) => {
      const known = have.get(id);
      if (known) return known;
      // Sent or deleted meanwhile: then it is no more part of the draft.
      const attachment = await parley.rest.get<FileView>(`/files/${id}`).catch(() => undefined);
      return attachment && this.#made(attachment.name, undefined, attachment);
    }));
    this.#set([...taken.filter((one) => one !== undefined), ...this.#list.get().filter(({ attachment }) => !attachment)]);
  }

  remove(id: string): void {
    const gone = this.#list.get().find((one) => one.id === id);
    this.#running.get(id)?.abort();
    this.#set(this.#list.get().filter((one) => one.id !== id));
    if (gone?.preview) URL.revokeObjectURL(gone.preview);
    if (gone?.attachment) void parley.rest.delete(`/files/${gone.attachment.id}`).catch(() => {}); // the server drops what is never sent
  }

  retry(id: string): void { this.#alter(id, { state: "waiting", fault: undefined }); }

  /** Hands everything to a message: what is uploaded as it is, what is not with all that has arrived so far. The order stays. */
  hand(): { attachments?: AttachmentView[]; files?: WaitingFile[] } {
    const list = this.#list.get();
    const first = list.findIndex(({ attachment }) => !attachment);
    const done = first < 0 ? list : list.slice(0, first);
    const rest = list.slice(done.length);
    for (const { id } of rest) this.#running.get(id)?.abort(goesOn);
    const handed = {
      ...(done.length > 0 && { attachments: done.map(({ attachment }) => attachment!) }),
      ...(rest.length > 0 && {
        files: rest.map(({ id, file, name, attachment }): WaitingFile => ({ file: file ?? new Blob(), name, uploadId: this.#uploadIds.get(id), attachment })),
      }),
    };
    for (const { preview } of list) if (preview) URL.revokeObjectURL(preview);
    this.#set([]);
    return handed;
  }

  #set(list: readonly DeskFile[]): void {
    this.#list.set(list);
    void writeFiles(this.#key, list.map(({ id, name, file, attachment }): KeptFile =>
      attachment ? { name, attachment } : { name, file, uploadId: this.#uploadIds.get(id) }));
    this.#changed();
    this.#work();
  }

  #alter(id: string, part: Partial<DeskFile>): void {
    if (this.#list.get().some((one) => one.id === id)) this.#set(this.#list.get().map((one) => (one.id === id ? { ...one, ...part } : one)));
  }

  #work(): void {
    for (const one of this.#list.get()) {
      if (this.#running.size >= AT_ONCE) return;
      if (one.state === "waiting" && one.file && !this.#running.has(one.id)) void this.#upload(one as DeskFile & { file: Blob });
    }
  }

  async #upload({ id, name, file }: DeskFile & { file: Blob }): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    const named = new File([file], name, { type: file.type });
    try {
      const limits = await fileLimits();
      const fault = limits && faultOf(named, limits);
      if (fault) return this.#alter(id, { state: "failed", fault: { code: fault, again: false } });
      if (controller.signal.aborted) return;
      this.#alter(id, { state: "uploading" });
      const attachment = await parley.upload(named, {
        signal: controller.signal, resume: this.#uploadIds.get(id), onBegun: (upload) => { this.#uploadIds.set(id, upload); this.#alter(id, {}); },
        onProgress: (share) => this.progress(id).set(share),
      });
      this.#alter(id, { state: "done", attachment });
    } catch (error) {
      const { code, isPassing } = error instanceof ParleyError ? error : new ParleyError("internal_error", String(error));
      if (code !== "aborted") this.#alter(id, { state: "failed", fault: { code, again: isPassing || code === "quota_exceeded" || code === "checksum_mismatch" } });
    } finally {
      this.#running.delete(id);
      this.#work();
    }
  }
}

/** What is pasted has often no name of its own. */
function nameless({ type }: File): string {
  const stamp = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll(":", ".");
  return `${type.split("/")[0] || "file"} ${stamp}.${type.split("/")[1]?.split(/[;+]/)[0] || "bin"}`;
}
