import { Account } from "./account.ts";
import type { Unread } from "./badges.ts";
import { CatchUp } from "./catch-up.ts";
import { Value, type Cell } from "./cell.ts";
import { Connection, type LineState } from "./connection.ts";
import type { Conversation } from "./conversation.ts";
import { Conversations } from "./conversations.ts";
import { cookie, logIn, type Credentials } from "./credentials.ts";
import { Delivery } from "./delivery.ts";
import { ParleyError } from "./errors.ts";
import { Hearing } from "./hearing.ts";
import { Keeper } from "./keeper.ts";
import { Line, type SocketFactory } from "./line.ts";
import { Listeners, type Heard } from "./listeners.ts";
import { Outbox, type OutboxEntry } from "./outbox.ts";
import { People } from "./people.ts";
import {
  closeCodes, type AcceptInvite, type ChatEvent, type ConversationId, type CreateConversation, type DraftView, type FileView, type LogIn,
  type PresenceStatus, type Register, type UnreadNotificationsView, type UserId, type UserView,
} from "./protocol.ts";
import { Rest } from "./rest.ts";
import { SignIn } from "./sign-in.ts";
import { browserStorage, memoryStorage, type Storage } from "./storage.ts";
import { upload, type UploadOptions } from "./uploads.ts";

export interface ParleyOptions {
  /** The server's address; the page's own when left out. */
  url?: string;
  /** Who asks: `cookie()` on a page of the server's own (the default there), `hostToken(…)` elsewhere, a log-in kept in memory by default in programs. */
  credentials?: Credentials;
  /** What outlives the program; IndexedDB in browsers, memory elsewhere. */
  storage?: (name: string) => Storage;
  /** Opens sockets where there is no global `WebSocket`. */
  socket?: SocketFactory;
  fetch?: typeof fetch;
  /** How many of the latest conversations are loaded ahead and kept, so that they open without a network; 50 in browsers, 0 elsewhere. */
  keep?: number;
}

const START_AGAIN = 3_000; // ms

/** A person's chat: signing in, their conversations, everything that happens. One per person and program. */
export class Parley {
  readonly rest: Rest;
  readonly people: People;
  readonly #inBrowser = typeof indexedDB !== "undefined" && typeof document !== "undefined";
  readonly #storage: (name: string) => Storage;
  readonly #state = new Value<LineState>({ kind: "starting" });
  readonly #unsent = new Value<readonly OutboxEntry[]>([]);
  readonly #listeners = new Listeners();
  readonly #account: Account;
  readonly #signIn: SignIn;
  readonly #conversations: Conversations;
  readonly #keeper: Keeper;
  readonly #hearing: Hearing;
  readonly #catchUp: CatchUp;
  readonly #connection: Connection;
  readonly #delivery: Delivery;
  #outbox: Outbox | undefined;
  /** Which start it is; whatever was begun under an earlier one is over. */
  #start = 0;
  #startTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ParleyOptions = {}) {
    const keep = options.keep ?? (this.#inBrowser ? 50 : 0);
    const url = (options.url ?? globalThis.location?.origin ?? "").replace(/\/$/, "");
    const fetchWith = options.fetch ?? fetch.bind(globalThis);
    const credentials = options.credentials ?? (this.#inBrowser && url === globalThis.location?.origin ? cookie() : logIn(url, undefined, fetchWith));
    this.#storage = options.storage ?? (this.#inBrowser ? browserStorage : memoryStorage);
    const rest = this.rest = new Rest(url, credentials, fetchWith);
    const people = this.people = new People(rest);
    const account = this.#account = new Account(rest, people, this.#storage("parley"));
    this.#signIn = new SignIn(rest, credentials, account);
    const conversations = this.#conversations = this.#newConversations();
    this.#keeper = new Keeper(conversations, people, keep);
    this.#hearing = new Hearing(conversations, account, people);
    const catchUp = this.#catchUp = new CatchUp(rest, conversations, this.#hearing, keep);
    this.#connection = new Connection(this.#state, catchUp, (listener) => new Line(
      url, credentials, listener, options.socket ?? ((address) => new WebSocket(address)), async () => (await rest.post<{ ticket: string }>("/auth/ticket")).ticket));
    this.#delivery = new Delivery(rest, () => this.#connection.line, conversations);
  }

  #newConversations(): Conversations {
    const parley = this;
    return new Conversations({
      rest: this.rest, meId: this.meId,
      get line() { return parley.#connection.line; },
      get outbox() { return parley.#theOutbox; },
      get isLive() { return parley.#connection.isLive; },
      meet: (...people) => this.people.meet(...people),
      changed: (conversation) => {
        if (!this.find(conversation.id)) return;
        this.#keeper.keep(conversation);
        this.#conversations.changed();
      },
      gone: (conversation) => {
        this.#catchUp.lost(conversation);
        this.#keeper.drop(conversation);
        this.#conversations.drop(conversation);
      },
      arrived: (conversation, message) => this.#listeners.tell("message", { conversation, message }),
    });
  }

  /** Who is signed in. */
  get me(): Cell<UserView | undefined> { return this.#account.me; }
  meId = (): UserId => this.#account.meId();
  /** One's own account as the server just answered it, after a change made over REST. */
  learnMe = (me: UserView): void => this.#account.set(me);
  get state(): Cell<LineState> { return this.#state; }
  /** The person's conversations, the latest first. */
  get conversations(): Cell<readonly Conversation[]> { return this.#conversations.list; }
  get unread(): Cell<Unread> { return this.#conversations.unread; }
  get notifications(): Cell<UnreadNotificationsView> { return this.#account.notifications; }
  /** What the person has begun to write, on whichever device. */
  get drafts(): Cell<ReadonlyMap<ConversationId, DraftView>> { return this.#account.drafts; }
  /** What is on its way, the oldest first; with `failure` where it waits for the person. */
  get unsent(): Cell<readonly OutboxEntry[]> { return this.#unsent; }

  // --- Signing in and out ---

  /** @throws ParleyError */
  logIn = (body: LogIn): Promise<UserView> => this.#signInBy("/auth/login", body);
  /** @throws ParleyError */
  register = (body: Register): Promise<UserView> => this.#signInBy("/auth/register", body);
  /** @throws ParleyError */
  acceptInvite = (body: AcceptInvite): Promise<UserView> => this.#signInBy("/auth/accept-invite", body);

  async #signInBy(path: string, body: unknown): Promise<UserView> {
    const me = await this.#signIn.by(path, body);
    await this.#begin(me);
    return me;
  }

  /** Ends the log-in on the server and forgets everything here. */
  async logOut(): Promise<void> {
    await this.#signIn.out();
    await this.#forget();
  }

  async #forget(code?: number): Promise<void> {
    const { storage } = this.#keeper;
    this.#stop();
    this.#state.set({ kind: "signed_out", code });
    await this.#signIn.forget();
    // A log-in that merely ran out must not cost what was written and not sent.
    if (code !== closeCodes.notAuthenticated) await storage?.clear().catch(() => {});
  }

  // --- Starting and ending ---

  /** Begins with whoever is signed in; without a network with what was kept. Answers whether anybody is. */
  async start(): Promise<boolean> {
    this.#stop();
    const start = this.#start;
    let me: UserView;
    try {
      me = await this.#account.recall();
    } catch (error) {
      if (start !== this.#start) return false;
      const { isPassing, code } = error as ParleyError;
      const mayPass = isPassing && code !== "not_signed_in";
      this.#state.set({ kind: mayPass ? "offline" : "signed_out" });
      if (mayPass) this.#startTimer = setTimeout(() => { void this.start(); }, START_AGAIN);
      return false;
    }
    return start === this.#start && this.#begin(me);
  }

  /** Answers whether it is this start that goes on. */
  async #begin(me: UserView): Promise<boolean> {
    this.#stop();
    const start = this.#start;
    this.#account.set(me);
    this.#state.set({ kind: "connecting" });
    const name = `parley:${this.rest.url}:${me.id}`;
    const storage = this.#storage(name);
    this.#keeper.open(storage);
    const outbox = this.#outbox = new Outbox(storage, this.#delivery, name, this.#inBrowser);
    const show = () => this.#unsent.set(outbox.entries.get());
    outbox.entries.subscribe(show);
    await outbox.loaded;
    if (start !== this.#start) return false;
    show();
    const kept = await this.#keeper.read();
    if (start !== this.#start) return false;
    this.people.meet(...kept.people);
    this.#conversations.restore(kept.conversations);
    this.#connection.open({
      onEvent: (event) => {
        this.#hearing.hear(event);
        this.#listeners.tell(event.type, event);
      },
      accepts: (user) => {
        if (user === this.meId()) return true;
        void this.#account.forget().then(() => this.start()); // somebody else has signed in since
        return false;
      },
      onLive: (isLive) => this.#live(isLive),
      onEnd: (code) => { void this.#forget(code); },
    });
    return true;
  }

  #live(isLive: boolean): void {
    this.#outbox?.setLive(isLive);
    if (!isLive) return this.#conversations.silence();
    this.people.refresh();
    void this.#account.load();
  }

  /** Ends the line; what is unsent stays for the next start. */
  close(): void {
    this.#keeper.hurry();
    this.#stop();
    if (this.#state.get().kind !== "signed_out") this.#state.set({ kind: "offline" });
  }

  #stop(): void {
    this.#start++;
    clearTimeout(this.#startTimer);
    this.#connection.close();
    this.#outbox?.close();
    this.#outbox = undefined;
    this.#keeper.close();
    this.#conversations.clear();
    this.#account.clear();
    this.#unsent.set([]);
  }

  /** Tries at once to come back, instead of waiting. */
  hurry(): void { this.#connection.anyLine?.hurry(); }

  // --- Conversations ---

  /** One that is known already. */
  find(id: ConversationId): Conversation | undefined { return this.#conversations.find(id); }
  /** A conversation by id; undefined where there is none for this person. */
  conversation(id: ConversationId): Promise<Conversation | undefined> { return this.#conversations.fetch(id); }
  /** Begins a conversation, or finds the one that is there. @throws ParleyError */
  create(body: CreateConversation): Promise<Conversation> { return this.#conversations.create(body); }
  /** The direct conversation with somebody. @throws ParleyError */
  direct = (user: UserId): Promise<Conversation> => this.create({ type: "direct", member_ids: [user] });

  /** Calls `listener` with every event of a type, after the state has moved on; answers how to stop. */
  on<Type extends ChatEvent["type"] | "message">(type: Type, listener: (event: Heard<Type>) => void): () => void {
    return this.#listeners.on(type, listener);
  }

  setPresence(status: PresenceStatus, conversation?: ConversationId | null): void {
    this.#connection.anyLine?.tell("update_presence", { status, current_conversation_id: conversation ?? null });
  }

  // --- Files and what is on its way ---

  /** Uploads a file that a message can carry then. @throws ParleyError */
  upload = (file: Blob & { name?: string }, options?: UploadOptions): Promise<FileView> => upload(this.rest, file, options);
  /** How far the files of a waiting message are, from 0 to 1. */
  progress = (messageId: string): Cell<number> => this.#delivery.progress(messageId);

  get #theOutbox(): Outbox {
    if (!this.#outbox) throw new ParleyError("not_signed_in", "Nobody is signed in.");
    return this.#outbox;
  }

  /** Tries a refused message again. */
  retry = (id: string): Promise<void> => this.#theOutbox.retry(id);
  /** Lets a message go that has not been sent. */
  discard = (id: string): Promise<void> => this.#theOutbox.discard(id);
}
