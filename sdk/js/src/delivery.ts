import { Value } from "./cell.ts";
import type { Conversations } from "./conversations.ts";
import type { Line } from "./line.ts";
import type { OutboxEntry, Sender, WaitingFile } from "./outbox.ts";
import type { FileId, FileView, MessageId, MessageView, SendMessage } from "./protocol.ts";
import type { Rest } from "./rest.ts";
import { upload } from "./uploads.ts";

/** Carries what waits in the outbox to the server, a message's files before the message, and shows how far it is. */
export class Delivery implements Sender {
  readonly #rest: Rest;
  readonly #line: () => Line;
  readonly #conversations: Conversations;
  readonly #progress = new Map<MessageId, Value<number>>();

  constructor(rest: Rest, line: () => Line, conversations: Conversations) {
    this.#rest = rest;
    this.#line = line;
    this.#conversations = conversations;
  }

  /** How far the files of a message are, from 0 to 1. */
  progress(id: MessageId): Value<number> {
    let progress = this.#progress.get(id);
    if (!progress) this.#progress.set(id, (progress = new Value(0)));
    return progress;
  }

  async send(command: SendMessage): Promise<MessageView> { return (await this.#line().ask("send_message", command)).message; }

  upload({ id }: OutboxEntry, { file, name, uploadId: resume }: WaitingFile, onBegun: (id: FileId) => void, signal: AbortSignal): Promise<FileView> {
    return upload(this.#rest, file, { name, resume, onBegun, signal, onProgress: (share) => this.progress(id).set(share) });
  }

  onChange(): void { this.#conversations.sendingChanged(); }

  onSent(message: MessageView): void {
    this.#progress.delete(message.id);
    this.#conversations.sendingChanged(message);
  }
}
