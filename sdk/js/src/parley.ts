import { call, Derived, Value, type Cell } from "./cell.ts";
import { Conversation, type House, type KeptConversation } from "./conversation.ts";
import { cookie, logIn, type Credentials } from "./credentials.ts";
import { ParleyError } from "./errors.ts";
import { Line, type SocketFactory } from "./line.ts";
import { Outbox, type OutboxEntry } from "./outbox.ts";
import { People, type Person } from "./people.ts";
import {
  closeCodes, type AcceptInvite, type ChatEvent, type ConversationEvent, type ConversationId, type ConversationView, type CreateConversation, type DraftView, type FileView,
  type LogIn, type MessageView, type PresenceStatus, type PresenceView, type Register, type SignedIn, type UnreadNotificationsView, type UserId,
  type UserView,
} from "./protocol.ts";
import { Rest } from "./rest.ts";
import { browserStorage, memoryStorage, type Storage } from "./storage.ts";
import { upload, type UploadOptions } from "./uploads.ts";

/** Where the line stands. While catching up: how many of how many conversations are up to date. */
export type LineState =
  | { readonly kind: "signed_out"; readonly code?: number }
  | { readonly kind: "starting" | "offline" | "connecting" | "live" }
  | { readonly kind: "catching_up"; readonly done: number; readonly total: number };

/** What stands on badges. Muted conversations count only their mentions. */
export interface Unread {
  readonly conversations: number;
  readonly messages: number;
  readonly mentions: number;
  /** Mentions, and what is unread in direct conversations: what somebody waits for. */
  readonly urgent: number;
}

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

const KEEP_AFTER = 1_000; // ms
const START_AGAIN = 3_000;
const DELIVERED_TOLD = 50; // conversations, after a start
const RESUME_AT_ONCE = 1_000; // positions in a frame of 64 KiB
const RESUME_WITHIN = 60_000;

/** A person's chat: signing in, their conversations, everything that happens. One per person and program. */
export class Parley {
  readonly rest: Rest;
  readonly people: People;
  readonly #options: ParleyOptions;
  readonly #credentials: Credentials;
  readonly #storage: (name: string) => Storage;
  /** Who was here last. */
  readonly #about: Storage;
  readonly #inBrowser = typeof indexedDB !== "undefined" && typeof document !== "undefined";
  readonly #keepCount: number;
  readonly #state = new Value<LineState>({ kind: "starting" });
  readonly #me = new Value<UserView | undefined>(undefined);
  readonly #notifications = new Value<UnreadNotificationsView>({ unread_count: 0, mentions: 0 });
  readonly #drafts = new Value<ReadonlyMap<ConversationId, DraftView>>(new Map());
  readonly #conversations = new Map<ConversationId, Conversation>();
  readonly #list: Derived<readonly Conversation[]>;
  readonly #unread: Derived<Unread>;
  readonly #unsent = new Value<readonly OutboxEntry[]>([]);
  readonly #listeners = new Map<string, Set<(event: never) => void>>();
  readonly #dirty = new Set<Conversation>();
  readonly #progress = new Map<string, Value<number>>();
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #kept: Storage | undefined;
  #outbox: Outbox | undefined;
  #line: Line | undefined;
  #listed = false;
  /** Numbered events of conversations that are not known yet; told to them when they are. */
  readonly #early = new Map<ConversationId, ConversationEvent[]>();
  /** While the list is loaded: what was said meanwhile of the person's own, and which conversations they lost. */
  #listing: { readonly said: ChatEvent[]; readonly lost: Set<ConversationId> } | undefined;
  /** Which line it is; whatever belongs to an earlier one is over. */
  #turn = 0;
  /** Which start it is; whatever was begun under an earlier one is over. */
  #start = 0;
  #startTimer: ReturnType<typeof setTimeout> | undefined;
  #hasTold = false;
  readonly #fetching = new Map<ConversationId, Promise<Conversation | undefined>>();

  constructor(options: ParleyOptions = {}) {
    this.#options = options;
    this.#keepCount = options.keep ?? (this.#inBrowser ? 50 : 0);
    const url = (options.url ?? globalThis.location?.origin ?? "").replace(/\/$/, "");
    const fetchWith = options.fetch ?? fetch.bind(globalThis);
    this.#credentials = options.credentials ?? (this.#inBrowser && url === globalThis.location?.origin ? cookie() : logIn(url, undefined, fetchWith));
    this.#storage = options.storage ?? (this.#inBrowser ? browserStorage : memoryStorage);
    this.#about = this.#storage("parley");
    this.rest = new Rest(url, this.#credentials, fetchWith);
    this.people = new People(this.rest);
    const activity = ({ view }: Conversation) => view.get().last_message_at ?? view.get().created_at;
    this.#list = new Derived<readonly Conversation[]>(() => [...this.#conversations.values()].filter(({ view }) => view.get().my).sort((a, b) => (activity(a) < activity(b) ? 1 : -1)));
    this.#unread = new Derived(() => this.#count());
  }

  /** Who is signed in. */
  get me(): Cell<UserView | undefined> { return this.#me; }
  get state(): Cell<LineState> { return this.#state; }
  /** The person's conversations, the latest first. */
  get conversations(): Cell<readonly Conversation[]> { return this.#list; }
  get unread(): Cell<Unread> { return this.#unread; }
  get notifications(): Cell<UnreadNotificationsView> { return this.#notifications; }
  /** What the person has begun to write, on whichever device. */
  get drafts(): Cell<ReadonlyMap<ConversationId, DraftView>> { return this.#drafts; }

  /** What is on its way, the oldest first; with `failure` where it waits for the person. */
  get unsent(): Cell<readonly OutboxEntry[]> { return this.#unsent; }

  // --- Signing in and out ---

  /** @throws ParleyError */
  logIn = (body: LogIn): Promise<UserView> => this.#signIn("/auth/login", body);
  /** @throws ParleyError */
  register = (body: Register): Promise<UserView> => this.#signIn("/auth/register", body);
  /** @throws ParleyError */
  acceptInvite = (body: AcceptInvite): Promise<UserView> => this.#signIn("/auth/accept-invite", body);

  async #signIn(path: string, body: unknown): Promise<UserView> {
    const signedIn = await this.rest.post<SignedIn>(path, body);
    this.#credentials.keep?.(signedIn);
    await this.#begin(signedIn.user);
    return signedIn.user;
  }

  /** Ends the log-in on the server and forgets everything here. */
  async logOut(): Promise<void> {
    await this.rest.post("/auth/logout").catch((error: ParleyError) => { if (error.isPassing && error.code !== "not_signed_in") throw error; });
    await this.#forget();
  }

  async #forget(code?: number): Promise<void> {
    const kept = this.#kept;
    this.#stop();
    this.#credentials.keep?.(undefined);
    this.#state.set({ kind: "signed_out", code });
    await this.#about.delete("about", this.#aboutKey).catch(() => {}); // a browser that keeps nothing
    // A log-in that merely ran out must not cost what was written and not sent.
    if (code !== closeCodes.notAuthenticated) await kept?.clear().catch(() => {});
  }

  get #aboutKey(): string { return `me:${this.rest.url}`; }

  /** Begins with whoever is signed in; without a network with what was kept. Answers whether anybody is. */
  async start(): Promise<boolean> {
    this.#stop();
    const start = this.#start;
    // Who was here is shown at once; the server's word follows with the line.
    let me = await this.#about.get<UserView>("about", this.#aboutKey).catch(() => undefined);
    try {
      me ??= await this.rest.get<UserView>("/me");
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
    this.#setMe(me);
    this.#state.set({ kind: "connecting" });
    const name = `parley:${this.rest.url}:${me.id}`;
    const storage = this.#kept = this.#storage(name);
    const outbox = this.#outbox = new Outbox(storage, {
      send: async (command) => (await this.#theLine.ask("send_message", command)).message,
      upload: (entry, { file, name, uploadId }, onBegun, signal) => this.upload(file, {
        name, resume: uploadId, onBegun, signal, onProgress: (share) => this.#progressOf(entry.id).set(share),
      }),
      onChange: () => { for (const conversation of this.#conversations.values()) conversation.sendingChanged(); },
      onSent: (message) => {
        this.#progress.delete(message.id);
        this.#conversations.get(message.conversation_id)?.sendingChanged(message);
      },
    }, name, this.#inBrowser);
    outbox.entries.subscribe(() => this.#unsent.set(outbox.entries.get()));
    await outbox.loaded;
    this.#unsent.set(outbox.entries.get());
    for (const person of await storage.all<Person>("people").catch(() => [])) this.people.meet(person);
    const kept = await storage.all<KeptConversation>("conversations").catch(() => []);
    if (start !== this.#start) return false;
    for (const one of kept) this.#know(one);
    this.#listed = this.#conversations.size > 0;
    this.#changed();
    this.#line = new Line(this.rest.url, this.#credentials, {
      onEvent: (event) => this.#hear(event),
      onOpen: (user) => {
        if (user === this.meId()) void this.#catchUp(++this.#turn);
        else void this.#about.delete("about", this.#aboutKey).catch(() => {}).then(() => this.start()); // somebody else has signed in since
      },
      onBreak: (trying) => this.#broken(trying),
      onEnd: (code) => { void this.#forget(code); },
    }, this.#options.socket ?? ((url) => new WebSocket(url)), async () => (await this.rest.post<{ ticket: string }>("/auth/ticket")).ticket);
    globalThis.addEventListener?.("pagehide", this.#keepNow);
    void this.#line.open();
    return true;
  }

  /** Ends the line; what is unsent stays for the next start. */
  close(): void {
    if (this.#keepTimer) this.#keepNow();
    this.#stop();
    if (this.#state.get().kind !== "signed_out") this.#state.set({ kind: "offline" });
  }

  #stop(): void {
    this.#start++;
    this.#turn++;
    globalThis.removeEventListener?.("pagehide", this.#keepNow);
    clearTimeout(this.#keepTimer);
    clearTimeout(this.#startTimer);
    this.#line?.close();
    this.#outbox?.close();
    for (const conversation of this.#conversations.values()) conversation.end();
    this.#keepTimer = this.#line = this.#outbox = this.#kept = this.#listing = undefined;
    this.#listed = this.#hasTold = false;
    this.#conversations.clear();
    this.#early.clear();
    this.#fetching.clear();
    this.#dirty.clear();
    this.#me.set(undefined);
    this.#drafts.set(new Map());
    this.#unsent.set([]);
    this.#notifications.set({ unread_count: 0, mentions: 0 });
    this.#changed();
  }

  get #theLine(): Line {
    if (!this.#line) throw new ParleyError("offline", "Nobody is signed in.");
    return this.#line;
  }

  get #theOutbox(): Outbox {
    if (!this.#outbox) throw new ParleyError("not_signed_in", "Nobody is signed in.");
    return this.#outbox;
  }

  /** Tries at once to come back, instead of waiting. */
  hurry(): void { this.#line?.hurry(); }

  // --- Coming back ---

  #broken(trying: boolean): void {
    this.#turn++;
    this.#outbox?.setLive(false);
    for (const conversation of this.#conversations.values()) conversation.silence();
    this.#state.set({ kind: trying ? "connecting" : "offline" });
  }

  /** The first time: the list. Later: everything missed, in order, and then the list for what is not kept. */
  async #catchUp(turn: number): Promise<void> {
    try {
      const known = [...this.#list.get()];
      const total = known.length;
      this.#state.set({ kind: "catching_up", done: 0, total });
      for (let i = 0; i < total; i += RESUME_AT_ONCE) {
        const positions = Object.fromEntries(known.slice(i, i + RESUME_AT_ONCE).map(({ id, seq }) => [id, seq]));
        await this.#theLine.ask("resume", { positions }, RESUME_WITHIN);
        if (turn !== this.#turn) return;
        this.#state.set({ kind: "catching_up", done: Math.min(total, i + RESUME_AT_ONCE), total });
      }
      await this.#loadList(turn);
      if (turn !== this.#turn) return;
      this.#state.set({ kind: "live" });
      this.people.refresh();
      this.#outbox!.setLive(true);
      void this.#loadMine();
      void this.#afterwards(turn);
    } catch (error) {
      // Whatever went wrong, the next line begins afresh; a broken line has said so itself.
      if (turn === this.#turn && (error as ParleyError).code !== "line_lost") this.#line?.drop();
    }
  }

  async #loadList(turn: number): Promise<void> {
    const before = this.#list.get();
    const meanwhile = (this.#listing = { said: [] as ChatEvent[], lost: new Set<ConversationId>() });
    const views = await this.rest.all<ConversationView>("/conversations");
    if (turn !== this.#turn) return;
    this.#listing = undefined;
    const mine = new Set<ConversationId>();
    for (const view of views) {
      mine.add(view.id);
      if (!view.my || meanwhile.lost.has(view.id)) continue;
      const known = this.#conversations.get(view.id);
      if (known) known.learn(view);
      else this.#know({ view, seq: view.last_seq });
    }
    // Not on the list: lost while there was no line. One that moved while the pages were read is there all the same, so it is asked for.
    await Promise.all(before.filter(({ id }) => !mine.has(id) && this.#conversations.has(id)).map((conversation) => conversation.startOver()));
    if (turn !== this.#turn) return;
    this.#listed = true;
    for (const id of [...this.#early.keys()]) if (!this.#conversations.has(id)) void this.conversation(id).catch(() => {}); // as above
    for (const event of meanwhile.said) this.#hearMine(event); // the list may be older than these
    this.#changed();
  }

  /** One after the other, so that what the person does goes first: what is shown, what is untold, what shall open without a network. */
  async #afterwards(turn: number): Promise<void> {
    const list = this.#list.get();
    for (const conversation of this.#conversations.values()) void conversation.refresh();
    const isFresh = !this.#hasTold;
    this.#hasTold = true;
    for (const [i, conversation] of list.entries()) {
      if (turn !== this.#turn) return;
      if (isFresh && i < DELIVERED_TOLD) await conversation.tellDelivered();
      if (i < this.#keepCount && !conversation.timeline.get().loaded) await conversation.showLatest();
    }
  }

  async #loadMine(): Promise<void> {
    const start = this.#start;
    const [me, drafts] = await Promise.all([this.rest.get<UserView>("/me"), this.rest.all<DraftView>("/me/drafts"), this.#countNotifications()])
      .catch(() => []); // the line broke again: asked for when it is back
    if (!me || !drafts || start !== this.#start) return;
    this.#setMe(me);
    this.#drafts.set(new Map(drafts.map((draft) => [draft.conversation_id, draft])));
  }

  /** Asked again when one came while the answer was under way. */
  async #countNotifications(): Promise<void> {
    for (let heard; heard !== this.#notified; ) {
      heard = this.#notified;
      const counted = await this.rest.get<UnreadNotificationsView>("/notifications/unread_count");
      if (heard === this.#notified && this.#me.get()) this.#notifications.set(counted);
    }
  }

  #notified = 0;

  /** One's own account as the server just answered it, after a change made over REST. */
  learnMe = (me: UserView): void => this.#setMe(me);

  #setMe(me: UserView): void {
    this.#me.set(me);
    this.people.meet(me);
    void this.#about.put("about", this.#aboutKey, me).catch(() => {});
  }

  // --- Hearing ---

  #hear(event: ChatEvent): void {
    const id = "conversation_id" in event ? event.conversation_id as ConversationId : undefined;
    const conversation = id === undefined ? undefined : this.#conversations.get(id);
    if ("seq" in event) {
      if (conversation) conversation.apply(event);
      else if (event.type !== "conversation_deleted" && event.type !== "member_left") {
        // Its first words may come while it is being fetched.
        const early = this.#early.get(event.conversation_id);
        if (early) early.push(event);
        else this.#early.set(event.conversation_id, [event]);
        if (this.#listed) void this.conversation(event.conversation_id).catch(() => {}); // out of reach: on the list when the line is back
      }
    } else switch (event.type) {
      case "reset": void conversation?.startOver(); break;
      case "typing_indicator": conversation?.heardTyping(event.user_id, event.is_typing); break;
      case "delivery_receipt": conversation?.heardDelivered(event.user_id, event.ordinal); break;
      case "presence_changed": this.people.heard(event as PresenceView); break;
      default:
        this.#listing?.said.push(event);
        this.#hearMine(event);
        if (event.type === "notification" && event.is_new) {
          const { unread_count, mentions } = this.#notifications.get();
          const isMention = event.notification.type === "mention";
          this.#notified++;
          this.#notifications.set({ unread_count: unread_count + 1, mentions: mentions + (isMention ? 1 : 0) });
          const where = this.#conversations.get(event.notification.conversation_id);
          const my = where?.view.get().my;
          if (isMention && my) where!.heardMy({ ...my, unread_mentions: my.unread_mentions + 1 });
        }
    }
    for (const listener of [...this.#listeners.get(event.type) ?? []]) call(listener, event as never);
  }

  /** What concerns the person's own; hearing the same again changes nothing. */
  #hearMine(event: ChatEvent | { type: "user_updated"; user: UserView }): void {
    const conversation = "conversation_id" in event ? this.#conversations.get(event.conversation_id as ConversationId) : undefined;
    switch (event.type) {
      case "read_receipt": conversation?.heardRead(event.user_id, event.ordinal); break;
      case "my_conversation_updated": conversation?.heardMy(event.my); break;
      case "badge_updated": {
        const my = conversation?.view.get().my;
        if (my) conversation!.heardMy({ ...my, read_ordinal: event.read_ordinal, unread_mentions: event.unread_mentions });
        break;
      }
      case "notifications_read":
        this.#notified++;
        this.#notifications.set({ unread_count: event.unread_count, mentions: event.mentions });
        break;
      case "draft_updated": {
        const drafts = new Map(this.#drafts.get());
        if (event.draft) drafts.set(event.conversation_id, event.draft);
        else drafts.delete(event.conversation_id);
        this.#drafts.set(drafts);
        break;
      }
      case "user_updated":
        if (event.user.id === this.meId()) this.#setMe({ ...this.#me.get(), ...event.user });
        else this.people.meet(event.user);
        this.#changed();
    }
  }

  /** Calls `listener` with every event of a type, after the state has moved on; answers how to stop. */
  on<Type extends ChatEvent["type"] | "message">(
    type: Type, listener: (event: Type extends "message" ? Arrival : Extract<ChatEvent, { type: Type }>) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners);
    listeners.add(listener as (event: never) => void);
    return () => { listeners.delete(listener as (event: never) => void); };
  }

  // --- Conversations ---

  meId = (): UserId => this.#me.get()?.id ?? "";

  /** One that is known already. */
  find(id: ConversationId): Conversation | undefined { return this.#conversations.get(id); }

  /** A conversation by id; undefined where there is none for this person. */
  conversation(id: ConversationId): Promise<Conversation | undefined> {
    const known = this.#conversations.get(id);
    if (known) return Promise.resolve(known);
    let fetching = this.#fetching.get(id);
    if (!fetching) {
      const start = this.#start;
      fetching = this.rest.get<ConversationView>(`/conversations/${id}`)
        .then((view) => (start === this.#start ? this.#conversations.get(id) ?? this.#know({ view, seq: view.last_seq }) : undefined), (error: ParleyError) => {
          if (error.code === "not_found") return undefined;
          throw error;
        })
        .finally(() => {
          if (start !== this.#start) return;
          this.#fetching.delete(id);
          this.#early.delete(id);
          this.#changed();
        });
      this.#fetching.set(id, fetching);
    }
    return fetching;
  }

  /** Begins a conversation, or finds the one that is there. @throws ParleyError */
  async create(body: CreateConversation): Promise<Conversation> {
    const view = await this.rest.post<ConversationView>("/conversations", body);
    const conversation = this.#conversations.get(view.id) ?? this.#know({ view, seq: view.last_seq });
    this.#changed();
    return conversation;
  }

  /** The direct conversation with somebody. @throws ParleyError */
  direct = (user: UserId): Promise<Conversation> => this.create({ type: "direct", member_ids: [user] });

  #know(kept: KeptConversation): Conversation {
    const parley = this;
    const house: House = {
      rest: this.rest, meId: this.meId,
      get line() { return parley.#theLine; },
      get outbox() { return parley.#theOutbox; },
      get isLive() { return parley.#state.get().kind === "live"; },
      meet: (...people) => this.people.meet(...people),
      changed: (conversation) => { if (this.#conversations.has(conversation.id)) { this.#keep(conversation); this.#changed(); } },
      gone: (conversation) => this.#drop(conversation),
      arrived: (conversation, message) => { for (const listener of [...this.#listeners.get("message") ?? []]) call(listener, { conversation, message } as never); },
    };
    const conversation = new Conversation(house, kept);
    this.#conversations.set(conversation.id, conversation);
    const early = this.#early.get(conversation.id) ?? [];
    this.#early.delete(conversation.id);
    for (const event of early) conversation.apply(event);
    return conversation;
  }

  #drop(conversation: Conversation): void {
    conversation.end();
    if (this.#conversations.get(conversation.id) === conversation) this.#conversations.delete(conversation.id);
    this.#listing?.lost.add(conversation.id);
    this.#dirty.delete(conversation);
    void this.#kept?.delete("conversations", conversation.id).catch(() => {});
    this.#changed();
  }

  #changed(): void {
    this.#list.stale();
    this.#unread.stale();
  }

  #count(): Unread {
    let [conversations, messages, mentions, urgent] = [0, 0, 0, 0];
    const now = new Date().toISOString();
    for (const { view } of this.#conversations.values()) {
      const { my, unread_count, type } = view.get();
      if (!my) continue;
      mentions += my.unread_mentions;
      const isMuted = my.muted_until !== null && my.muted_until > now;
      urgent += type === "direct" && !isMuted ? unread_count ?? 0 : my.unread_mentions;
      if (isMuted || !unread_count) continue;
      conversations++;
      messages += unread_count;
    }
    return { conversations, messages, mentions, urgent };
  }

  // --- Files, presence ---

  /** Uploads a file that a message can carry then. @throws ParleyError */
  upload = (file: Blob & { name?: string }, options?: UploadOptions): Promise<FileView> => upload(this.rest, file, options);

  /** How far the files of a waiting message are, from 0 to 1. */
  progress = (messageId: string): Cell<number> => this.#progressOf(messageId);

  #progressOf(id: string): Value<number> {
    let progress = this.#progress.get(id);
    if (!progress) this.#progress.set(id, (progress = new Value(0)));
    return progress;
  }

  /** Tries a refused message again. */
  retry = (id: string): Promise<void> => this.#theOutbox.retry(id);
  /** Lets a message go that has not been sent. */
  discard = (id: string): Promise<void> => this.#theOutbox.discard(id);

  setPresence(status: PresenceStatus, conversation?: ConversationId | null): void {
    this.#line?.tell("update_presence", { status, current_conversation_id: conversation ?? null });
  }

  // --- Keeping ---

  #keep(conversation: Conversation): void {
    this.#dirty.add(conversation);
    this.#keepTimer ??= setTimeout(this.#keepNow, KEEP_AFTER);
  }

  /** Writes the latest conversations to what outlives the program. */
  #keepNow = (): void => {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    const storage = this.#kept;
    if (!storage || !this.#listed) return;
    const latest = this.#list.get().slice(0, this.#keepCount);
    for (const conversation of this.#dirty) {
      if (!latest.includes(conversation)) continue;
      void storage.put("conversations", conversation.id, conversation.keep()).catch(() => {}); // a browser that keeps nothing works all the same
    }
    this.#dirty.clear();
    void this.#keepPeople(storage, latest);
  };

  #peopleKept = new Map<UserId, Person>();

  async #keepPeople(storage: Storage, latest: readonly Conversation[]): Promise<void> {
    const needed = new Set(latest.flatMap(({ view, timeline }) =>
      [...(view.get().direct_with ?? []).map(({ id }) => id), ...timeline.get().items.slice(-50).map(({ message }) => message.sender_id)]));
    for (const person of this.people.known) {
      if (!needed.has(person.id) || this.#peopleKept.get(person.id) === person) continue;
      if (storage !== this.#kept) return; // signed out meanwhile: nothing more is kept
      this.#peopleKept.set(person.id, person);
      await storage.put("people", person.id, person).catch(() => {});
    }
  }
}

/** A message of somebody else that was heard. */
export interface Arrival { conversation: Conversation; message: MessageView }
