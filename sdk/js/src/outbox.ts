import { Value, type Cell } from "./cell.ts";
import { ParleyError } from "./errors.ts";
import { newId } from "./ids.ts";
import type { AttachmentView, ConversationId, FileId, MessageId, MessageType, MessageView, SendMessage } from "./protocol.ts";
import type { Storage } from "./storage.ts";

/** A file that still has to be uploaded before its message can go. */
export interface WaitingFile { file: Blob; name: string; uploadId?: FileId; attachment?: AttachmentView }

/** A message on its way: kept until the server has it on disk, or has refused it for good. */
export interface OutboxEntry {
  /** The message's id, chosen here: sending it again is the same message. */
  id: MessageId;
  conversation_id: ConversationId;
  content: string;
  created_at: string;
  message_type?: MessageType;
  reply_to?: MessageId;
  forward_from?: MessageId;
  attachments?: AttachmentView[];
  files?: WaitingFile[];
  metadata?: unknown;
  /** What the person has begun to write in the conversation stays: this message did not begin there. */
  keep_draft?: boolean;
  /** Why the server does not take it; it waits for a person now. */
  failure?: { code: string; message: string };
}

export type Draft = Omit<OutboxEntry, "id" | "created_at" | "failure">;

/** What the outbox needs of the one who sends. */
export interface Sender {
  send(command: SendMessage): Promise<MessageView>;
  upload(entry: OutboxEntry, waiting: WaitingFile, onBegun: (id: FileId) => void, signal: AbortSignal): Promise<AttachmentView>;
  /** What is waiting is not what it was. */
  onChange(): void;
  /** It is on disk at the server. */
  onSent(message: MessageView): void;
}

const SHORTEST = 1_000;
const LONGEST = 30_000;

/**
 * Messages that are not acknowledged yet, in order. They survive the tab; of all tabs one sends, the others watch.
 * In one conversation each waits for the one before it, so that the order stays.
 */
export class Outbox {
  readonly #storage: Storage;
  readonly #sender: Sender;
  readonly #entries = new Value<readonly OutboxEntry[]>([]);
  readonly #busy = new Set<ConversationId>();
  readonly #retries = new Map<ConversationId, ReturnType<typeof setTimeout>>();
  readonly #channel: BroadcastChannel | undefined;
  readonly #ending = new AbortController();
  readonly #writing = new Set<MessageId>();
  readonly #gone = new Set<MessageId>();
  readonly #uploads = new Map<MessageId, AbortController>();
  readonly #heard = new Map<MessageId, (message: MessageView) => void>();
  #loads = 0;
  #owner = false;
  #live = false;
  #failures = 0;
  readonly loaded: Promise<void>;

  constructor(storage: Storage, sender: Sender, name: string, shared: boolean) {
    this.#storage = storage;
    this.#sender = sender;
    if (shared && typeof BroadcastChannel !== "undefined") {
      this.#channel = new BroadcastChannel(name);
      this.#channel.onmessage = ({ data }: MessageEvent<MessageView | null>) => {
        if (data) this.#sender.onSent(data); // by the tab that sends: shown from now on as what was sent
        void this.#load();
      };
    }
    this.loaded = this.#load();
    if (shared && globalThis.navigator?.locks)
      // Held until the tab is gone; then the next in line takes over what is left.
      navigator.locks.request(name, { signal: this.#ending.signal }, () => this.#own()).catch(() => {});
    else void this.#own();
  }

  get entries(): Cell<readonly OutboxEntry[]> { return this.#entries; }

  async #own(): Promise<void> {
    await this.#load();
    this.#owner = true;
    this.#work();
    if (!this.#ending.signal.aborted) await new Promise((resolve) => { this.#ending.signal.addEventListener("abort", resolve, { once: true }); });
  }

  async #load(): Promise<void> {
    const turn = ++this.#loads;
    const kept = await this.#storage.all<OutboxEntry>("outbox").catch(() => []); // a browser that keeps nothing
    if (turn !== this.#loads) return; // a later one knows more
    // What was added or let go here a moment ago may not have reached the disk.
    const known = new Set(kept.map(({ id }) => id));
    this.#set([...kept.filter(({ id }) => !this.#gone.has(id)), ...this.#entries.get().filter(({ id }) => this.#writing.has(id) && !known.has(id))]);
    this.#work();
  }

  #set(entries: readonly OutboxEntry[]): void {
    this.#entries.set(entries);
    this.#sender.onChange();
  }

  /** Puts a message on its way and answers it at once; it is kept before it is sent. */
  add(draft: Draft): OutboxEntry {
    const entry: OutboxEntry = { ...draft, id: newId(), created_at: new Date().toISOString() };
    this.#set([...this.#entries.get(), entry]);
    this.#writing.add(entry.id);
    void this.#keep(entry).finally(() => {
      this.#writing.delete(entry.id);
      this.#tell();
      this.#work();
    });
    return entry;
  }

  // A browser that keeps nothing (private windows, a full disk) still sends from memory.
  async #keep(entry: OutboxEntry): Promise<void> {
    if (!this.#gone.has(entry.id)) await this.#storage.put("outbox", entry.id, entry).catch(() => {});
  }

  /** Tries a refused one again, from its first file on. */
  async retry(id: MessageId): Promise<void> {
    await this.#change(id, ({ failure: _, ...entry }) => ({ ...entry, ...(entry.files && { files: entry.files.map(({ file, name }) => ({ file, name })) }) }));
    this.#work();
  }

  /** Lets one go that has not been sent, and gives its uploads up. */
  async discard(id: MessageId): Promise<void> {
    this.#uploads.get(id)?.abort();
    await this.#remove(id);
  }

  /** It was heard among the events: it is sent, whether or not the answer still comes. */
  heard(message: MessageView): void {
    this.#heard.get(message.id)?.(message);
    if (this.#entries.get().some(({ id }) => id === message.id)) void this.#remove(message.id, message);
  }

  async #remove(id: MessageId, sent?: MessageView): Promise<void> {
    this.#gone.add(id);
    this.#set(this.#entries.get().filter((entry) => entry.id !== id));
    await this.#storage.delete("outbox", id).catch(() => {});
    this.#tell(sent);
    this.#work();
  }

  async #change(id: MessageId, alter: (entry: OutboxEntry) => OutboxEntry): Promise<void> {
    const entry = this.#entries.get().find((one) => one.id === id);
    if (!entry) return;
    const next = alter(entry);
    this.#set(this.#entries.get().map((one) => (one.id === id ? next : one)));
    await this.#keep(next);
    this.#tell();
  }

  #tell(sent: MessageView | null = null): void {
    if (!this.#ending.signal.aborted) this.#channel?.postMessage(sent);
  }

  /** The line is up, or down. */
  setLive(live: boolean): void {
    this.#live = live;
    this.#failures = 0;
    for (const timer of this.#retries.values()) clearTimeout(timer);
    this.#retries.clear();
    this.#work();
  }

  #work(): void {
    if (!this.#owner || !this.#live) return;
    const first = new Map<ConversationId, OutboxEntry>();
    for (const entry of this.#entries.get())
      if (!entry.failure && !this.#writing.has(entry.id) && !first.has(entry.conversation_id)) first.set(entry.conversation_id, entry);
    for (const [conversation, entry] of first)
      if (!this.#busy.has(conversation) && !this.#retries.has(conversation)) void this.#deliver(conversation, entry);
  }

  async #deliver(conversation: ConversationId, entry: OutboxEntry): Promise<void> {
    this.#busy.add(conversation);
    try {
      const attachments = [...entry.attachments ?? []];
      const uploading = new AbortController();
      this.#uploads.set(entry.id, uploading);
      for (const waiting of entry.files ?? []) {
        waiting.attachment ??= await this.#sender.upload(entry, waiting, (id) => { waiting.uploadId = id; void this.#keep(entry); }, uploading.signal);
        attachments.push(waiting.attachment);
      }
      if (!this.#entries.get().some(({ id }) => id === entry.id)) return; // discarded meanwhile
      const heard = new Promise<MessageView>((resolve) => { this.#heard.set(entry.id, resolve); });
      const message = await Promise.race([heard, this.#sender.send({
        id: entry.id, conversation_id: conversation, content: entry.content, message_type: entry.message_type, reply_to: entry.reply_to,
        forward_from: entry.forward_from, metadata: entry.metadata, clear_draft: !entry.keep_draft,
        ...(attachments.length > 0 && { attachment_ids: attachments.map(({ id }) => id) }),
      })]);
      this.#failures = 0;
      this.#sender.onSent(message);
      await this.#remove(entry.id, message);
    } catch (error) {
      const refusal = error instanceof ParleyError ? error : new ParleyError("internal_error", String(error));
      if (this.#gone.has(entry.id)) return;
      if (!refusal.isPassing) await this.#change(entry.id, (one) => ({ ...one, failure: { code: refusal.code, message: refusal.message } }));
      else if (this.#live) {
        const wait = refusal.retryAfter ? refusal.retryAfter * 1000 : Math.min(LONGEST, SHORTEST * 2 ** this.#failures++);
        this.#retries.set(conversation, setTimeout(() => { this.#retries.delete(conversation); this.#work(); }, wait));
      }
    } finally {
      this.#uploads.delete(entry.id);
      this.#heard.delete(entry.id);
      this.#busy.delete(conversation);
      this.#work();
    }
  }

  close(): void {
    this.#owner = false;
    this.#live = false;
    this.#ending.abort();
    for (const uploading of this.#uploads.values()) uploading.abort("keep");
    this.#channel?.close();
    for (const timer of this.#retries.values()) clearTimeout(timer);
  }
}
