// A draft on all of a person's devices. What is typed here is never overwritten: where two devices wrote, this one's words stay and the other's are offered.
import { type DraftView, ParleyError } from "@parley/client";
import { parley } from "../app/parley.ts";
import { Box } from "./box.ts";
import type { Desk } from "./desk.ts";
import { type KeptDraft, writeKept } from "./kept.ts";

const KEEP_AFTER = 300, TELL_AFTER = 1_200; // ms of silence
const NOTHING = print({ content: "", replyTo: undefined, attachments: [] });

let loaded = false; // whether the list of drafts says anything yet
parley.drafts.subscribe(() => { loaded = true; });

interface Words { content: string; replyTo?: string; attachments: string[] }
function print({ content, replyTo, attachments }: Words): string { return JSON.stringify([content.trim() === "" ? "" : content, replyTo ?? null, attachments]); }
const wordsOf = (draft: DraftView): Words => ({ content: draft.content, replyTo: draft.reply_to ?? undefined, attachments: draft.attachment_ids });

export class DraftSync {
  /** What was written on another device at the same time. */
  readonly other: Box<string | undefined>;
  readonly #desk: Desk;
  #version: number;
  #synced: string;
  #keepTimer = 0;
  #tellTimer = 0;
  #telling = false;
  #turn = 0;
  readonly #restored: number;
  #listed: boolean | undefined;
  #isReady = false;

  constructor(desk: Desk, kept: KeptDraft | undefined) {
    this.#desk = desk;
    this.#version = this.#restored = kept?.version ?? 0;
    this.#synced = kept?.synced ?? NOTHING;
    this.other = new Box(kept?.other);
    this.other.subscribe(() => this.#keep());
    if (desk.thread) return; // the server has one draft a conversation: a thread's stays on this device
    parley.drafts.subscribe(() => this.#heard());
    parley.state.subscribe(() => { if (parley.state.get().kind === "live") this.#later(0); });
    desk.conversation.timeline.subscribe(() => { if (this.#waits) this.#later(0); });
    void desk.files.restored.then(() => {
      this.#isReady = true;
      this.#heard();
      this.#later();
    });
  }

  get #words(): Words { return { content: this.#desk.text, replyTo: this.#desk.replyTo, attachments: this.#desk.files.attachmentIds }; }
  get #isChanged(): boolean { return print(this.#words) !== this.#synced; }

  /** The person typed, attached, chose or left a reply. */
  changed(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = window.setTimeout(this.#keep, KEEP_AFTER);
    this.#later();
  }

  /** The message goes and takes the draft with it. */
  sent(): void {
    this.#turn++;
    clearTimeout(this.#tellTimer);
    this.other.set(undefined);
    this.#synced = NOTHING;
    this.#keep();
  }

  /** At once: the page may be about to go. */
  flush = (): void => {
    this.#keep();
    this.#later(0);
  };

  #keep = (): void => {
    clearTimeout(this.#keepTimer);
    const words = this.#words;
    const isNothing = print(words) === NOTHING && this.#synced === NOTHING && !this.other.get();
    writeKept(this.#desk.key, isNothing ? undefined : { ...words, version: this.#version, synced: this.#synced, other: this.other.get() });
  };

  #later(after = TELL_AFTER): void {
    if (this.#desk.thread) return;
    clearTimeout(this.#tellTimer);
    this.#tellTimer = window.setTimeout(() => { void this.#tell(); }, after);
  }

  #waits = false;

  async #tell(): Promise<void> {
    if (!this.#isReady || this.#telling || !this.#isChanged || parley.state.get().kind !== "live") return;
    // A message under way takes the conversation's draft with it: the next one is told after that.
    this.#waits = this.#desk.conversation.timeline.get().items.some(({ sending }) => sending && !sending.failure && !sending.keep_draft);
    if (this.#waits) return;
    this.#telling = true;
    const turn = this.#turn;
    const words = this.#words, told = print(words);
    const address = `/conversations/${this.#desk.conversation.id}/draft`;
    let isSettled = true;
    try {
      if (told === NOTHING) {
        if (this.#version) await parley.rest.delete(address, { version: this.#version });
        this.#version = 0;
      } else {
        const { version } = await parley.rest.put<DraftView>(address, {
          content: words.content, reply_to: words.replyTo, attachment_ids: words.attachments, version: this.#version,
        });
        this.#version = version;
        // It was sent while it was being kept: the draft that came too late goes.
        if (turn !== this.#turn) await parley.rest.delete(address, { version }).then(() => { this.#version = 0; }, () => {});
      }
      if (turn === this.#turn) this.#synced = told;
    } catch (error) {
      const { code } = error as ParleyError;
      const present = code === "draft_conflict" ? await this.#ask(address) : null;
      if (present !== null) this.#absorb(present);
      else isSettled = false; // no network: told when it is back; may not write here: stays on this device
    } finally {
      this.#telling = false;
      this.#keep();
    }
    this.#heard();
    if (isSettled && this.#isChanged) this.#later();
  }

  /** Undefined where there is none, null where nobody can say. */
  #ask = (address: string): Promise<DraftView | undefined | null> =>
    parley.rest.get<DraftView>(address).catch((error: ParleyError) => (error.code === "not_found" ? undefined : null));

  #heard(): void {
    if (!loaded || !this.#isReady || this.#telling) return;
    const draft = parley.drafts.get().get(this.#desk.conversation.id);
    // What was just kept is not in the list before its event came: only what stood there can be gone, or what an earlier visit had kept.
    const wasThere = this.#listed ?? (this.#version > 0 && this.#version === this.#restored);
    this.#listed = draft !== undefined;
    if (draft || wasThere) this.#absorb(draft);
  }

  #absorb(draft: DraftView | undefined): void {
    if (draft ? draft.version <= this.#version : this.#version === 0) return;
    const isChanged = this.#isChanged;
    const theirs = draft ? wordsOf(draft) : { content: "", attachments: [] };
    const agreed = this.#synced = print(theirs);
    this.#version = draft?.version ?? 0;
    if (print(this.#words) !== agreed) {
      if (!isChanged) this.#desk.take(theirs.content, theirs.replyTo, theirs.attachments);
      else {
        if (theirs.content.trim() && !this.#desk.text.includes(theirs.content.trim())) this.other.set(theirs.content);
        this.#later();
      }
    }
    this.#keep();
  }
}
