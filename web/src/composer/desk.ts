// What lies on the desk of one composer: the words begun, the files beside them. It outlives the component, so that uploads go on and nothing is lost by looking elsewhere.
import { type Conversation, limits, type MessageId, type MessageView } from "@parley/client";
import { parley } from "../app/parley.ts";
import { Box } from "./box.ts";
import { DeskFiles } from "./deskFiles.ts";
import { DraftSync } from "./draftSync.ts";
import { composerKey, getIntent, onIntents, setIntent } from "./intent.ts";
import { forgetKept, keptKeys, readKept } from "./kept.ts";

const NEAR_LIMIT = 1_000;

export class Desk {
  readonly key: string;
  readonly conversation: Conversation;
  readonly thread: MessageId | undefined;
  readonly files: DeskFiles;
  readonly draft: DraftSync;
  /** Whether anything is written; the words themselves draw nothing again. */
  readonly hasText = new Box(false);
  /** Characters that still fit, once they are few. */
  readonly left = new Box<number | undefined>(undefined);
  /** Counts what came from elsewhere and has to be shown in the field. */
  readonly shown = new Box(0);
  /** What a message of one's own is being reworded to. */
  rewording: { id: MessageId; text: string } | undefined;
  #text = "";
  #replyTo: MessageId | undefined;

  constructor(conversation: Conversation, thread?: MessageId) {
    this.key = composerKey(conversation.id, thread);
    this.conversation = conversation;
    this.thread = thread;
    const kept = readKept(this.key);
    this.#setText(kept?.content ?? "");
    this.#replyTo = kept?.replyTo;
    this.files = new DeskFiles(this.key, () => this.draft?.changed());
    this.draft = new DraftSync(this, kept);
    onIntents(() => this.#intended());
    if (this.#replyTo) void this.#showReply(this.#replyTo);
  }

  get text(): string { return this.#text; }
  get replyTo(): MessageId | undefined { return this.#replyTo; }

  /** Typed here. */
  type(text: string): void {
    this.#setText(text);
    this.draft.changed();
  }

  /** From another device, or from before. */
  take(text: string, replyTo: MessageId | undefined, attachments: readonly string[]): void {
    this.#setText(text);
    this.#replyTo = replyTo;
    const intent = getIntent(this.key);
    if (replyTo) void this.#showReply(replyTo);
    else if (intent?.kind === "reply") setIntent(this.key, undefined);
    if (attachments.join() !== this.files.attachmentIds.join()) void this.files.take(attachments);
    this.shown.set(this.shown.get() + 1);
  }

  /** It is on its way; the desk is free for the next. */
  clear(): void {
    this.#replyTo = undefined;
    this.#setText("");
    this.draft.sent();
    setIntent(this.key, undefined);
  }

  /** Back from rewording a message to what was begun before. */
  leaveEdit(): void {
    const replyTo = this.#replyTo;
    this.#looking = true;
    setIntent(this.key, undefined);
    this.#looking = false;
    if (replyTo) void this.#showReply(replyTo);
  }

  #setText(text: string): void {
    this.#text = text;
    this.hasText.set(/\S/.test(text));
    const left = limits.messageCharacters - text.length;
    this.left.set(left < NEAR_LIMIT ? left : undefined);
  }

  #intended(): void {
    const intent = getIntent(this.key);
    if (intent?.kind === "edit" || this.thread) return; // the draft waits meanwhile; in a thread everything answers its root
    const replyTo = intent?.message.id;
    if (replyTo === this.#replyTo || (!intent && this.#looking)) return;
    this.#replyTo = replyTo;
    this.draft.changed();
  }

  #looking = false;

  async #showReply(id: MessageId): Promise<void> {
    if (getIntent(this.key)) return;
    this.#looking = true;
    const near = this.conversation.timeline.get().items.find(({ message }) => message.id === id)?.message;
    const message = near ?? await parley.rest.get<MessageView>(`/messages/${id}`).catch(() => undefined); // gone: the words stay, the reply does not
    this.#looking = false;
    if (this.#replyTo !== id || getIntent(this.key)) return;
    if (message && !message.deleted_at) setIntent(this.key, { kind: "reply", message });
    else this.#replyTo = undefined;
  }
}

const desks = new Map<string, Desk>();

export function deskOf(conversation: Conversation, thread?: MessageId): Desk {
  const key = composerKey(conversation.id, thread);
  let desk = desks.get(key);
  // After signing out and in again the same id is another object.
  if (!desk || desk.conversation !== conversation) desks.set(key, (desk = new Desk(conversation, thread)));
  return desk;
}

let settled = false;

/** Drafts written without a network are told when it is back, also of conversations that nobody opens; signing out takes them all away. */
parley.state.subscribe(() => {
  const { kind } = parley.state.get();
  if (kind === "signed_out") {
    settled = false;
    desks.clear();
    forgetKept();
  } else if (kind === "live" && !settled) {
    settled = true;
    for (const key of keptKeys()) {
      const [id, thread] = key.split("/");
      const conversation = id && parley.find(id);
      if (conversation && !desks.has(key)) deskOf(conversation, thread);
    }
  }
});
