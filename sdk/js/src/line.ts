import type { Credentials } from "./credentials.ts";
import { ParleyError } from "./errors.ts";
import { closeCodes, type AckFrame, type ChatEvent, type Commands, type ErrorFrame, type ServerFrame, type UserId } from "./protocol.ts";

const SHORTEST = 500; // ms until the first try to come back; doubled each time
const LONGEST = 30_000;
const STEADY = 5_000; // a line that held so long forgets earlier failures
const PING_EVERY = 25_000;
const ANSWER_WITHIN = 15_000;

export interface LineListener {
  onEvent(event: ChatEvent): void;
  /** The line is up, and whose it is. */
  onOpen(user: UserId): void;
  /** The line is gone. `trying`: a new one is being opened this moment. */
  onBreak(trying: boolean): void;
  /** The server said not to come back (4500–4999), or the credential is no good. */
  onEnd(code: number): void;
}

/** Opens sockets: the browser's `WebSocket`, or a package's where there is none. */
export type SocketFactory = (url: string) => WebSocket;

/** One socket at a time, reopened with patience until the server says not to come back. */
export class Line {
  readonly #url: string;
  readonly #credentials: Credentials;
  readonly #listener: LineListener;
  readonly #open: SocketFactory;
  readonly #ticket: () => Promise<string>;
  readonly #waiting = new Map<string, { resolve(frame: AckFrame): void; reject(error: ParleyError): void; timer: ReturnType<typeof setTimeout> }>();
  #socket: WebSocket | undefined;
  #isOpen = false;
  #isOpening = false;
  #ended = false;
  /** A token that the server wants replaced, and whether it takes it no more. */
  #refused: { readonly token: string; readonly forGood: boolean } | undefined;
  #renewed = false;
  #tries = 0;
  #nextRef = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `ticket`: asked where there is no token; a page's cookie gets one, and its refusal tells what a broken handshake would not. */
  constructor(url: string, credentials: Credentials, listener: LineListener, open: SocketFactory, ticket: () => Promise<string>) {
    this.#url = `${url.replace(/^http/, "ws")}/ws`;
    this.#credentials = credentials;
    this.#listener = listener;
    this.#open = open;
    this.#ticket = ticket;
    globalThis.addEventListener?.("online", this.hurry);
    globalThis.addEventListener?.("offline", this.drop);
  }

  async open(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isOpening || this.#ended || this.#socket) return;
    this.#isOpening = true;
    this.#listener.onBreak(true);
    try {
      const refused = this.#refused;
      if (refused && !(await this.#credentials.renew(refused.token)) && refused.forGood) return this.#end(closeCodes.notAuthenticated);
      const token = await this.#credentials.token();
      this.#refused = undefined;
      const address = token ? this.#url : `${this.#url}?ticket=${encodeURIComponent(await this.#ticket())}`;
      if (!this.#ended) this.#listen(this.#open(address), token);
    } catch (error) {
      const code = error instanceof ParleyError ? error.code : undefined; // a host's own error: its server cannot be reached just now
      if (this.#ended) return;
      if (code === "not_signed_in") this.#end(closeCodes.notAuthenticated);
      else if (code === "account_disabled") this.#end(closeCodes.accountDisabled);
      else this.#later();
    } finally {
      this.#isOpening = false;
    }
  }

  #listen(socket: WebSocket, token: string | undefined): void {
    this.#socket = socket;
    let answered = true;
    const hasEnded = setTimeout(() => this.drop(), ANSWER_WITHIN); // a dead link keeps a handshake waiting for minutes
    let steady: ReturnType<typeof setTimeout> | undefined;
    const heart = setInterval(() => {
      // A dead line says nothing by itself. Counted in beats, not in time: a page in the background has its timers held back.
      if (!this.#isOpen) return;
      if (!answered) return this.drop();
      answered = false;
      socket.send('{"type":"ping"}');
    }, PING_EVERY);

    socket.onopen = () => { if (token) socket.send(JSON.stringify({ type: "authenticate", token })); };
    socket.onmessage = ({ data }) => {
      answered = true;
      const frame = JSON.parse(data as string) as ServerFrame;
      if (frame.type === "connection_established") {
        clearTimeout(hasEnded);
        this.#isOpen = true;
        // Only a line that holds may forget earlier failures, or a server that closes at once is hammered.
        steady = setTimeout(() => { this.#tries = 0; }, STEADY);
        this.#renewed = false;
        this.#listener.onOpen(frame.user_id);
      } else if (frame.type === "ack" || frame.type === "error" || frame.type === "resumed") this.#settle(frame as AckFrame | ErrorFrame);
      else this.#listener.onEvent(frame as ChatEvent);
    };
    socket.onclose = ({ code }) => {
      clearInterval(heart);
      clearTimeout(hasEnded);
      clearTimeout(steady);
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#isOpen = false;
      this.#loseWaiting();
      if (this.#ended) return;
      if (token && (code === closeCodes.credentialExpired || code === closeCodes.notAuthenticated)) {
        const forGood = code === closeCodes.notAuthenticated;
        this.#refused = { token, forGood };
        if (forGood && this.#renewed) return this.#end(code); // a renewed one was refused too
        this.#renewed = forGood;
      } else if (code >= 4500 && code <= 4999) return this.#end(code);
      this.#later(code === closeCodes.tooMany ? LONGEST / 2 : 0);
    };
    socket.onerror = () => {}; // `close` follows and tells more
  }

  #settle(frame: AckFrame | ErrorFrame): void {
    const waiting = this.#waiting.get(frame.ref ?? "");
    if (!waiting) return;
    this.#waiting.delete(frame.ref!);
    clearTimeout(waiting.timer);
    if (frame.type !== "error") waiting.resolve(frame);
    else {
      const { code, message, retry_after: wait } = frame as ErrorFrame & { retry_after?: number };
      waiting.reject(new ParleyError(code, message, 400, wait));
    }
  }

  #loseWaiting(): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new ParleyError("line_lost", "The connection was lost before the answer came."));
    }
    this.#waiting.clear();
  }

  /** Comes back after 0.5 s, 1 s, 2 s … 30 s, each shortened by chance so that a thousand clients do not come at once. */
  #later(atLeast = 0): void {
    const wait = Math.max(atLeast, Math.min(LONGEST, SHORTEST * 2 ** this.#tries++)) * (0.5 + Math.random() / 2);
    this.#listener.onBreak(false);
    this.#timer = setTimeout(() => { void this.open(); }, wait);
  }

  #end(code: number): void {
    this.close();
    this.#listener.onEnd(code);
  }

  /** Sends a command and waits for its answer. Fails with `line_lost` when the line breaks first: nobody knows then, so send again. */
  ask<Op extends keyof Commands>(type: Op, command: Commands[Op]["command"], within = ANSWER_WITHIN): Promise<AckFrame<Commands[Op]["reply"]>> {
    if (!this.#isOpen) return Promise.reject(new ParleyError("offline", "There is no connection."));
    const ref = String(this.#nextRef++);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(ref);
        reject(new ParleyError("no_answer", "The server did not answer in time."));
      }, within);
      this.#waiting.set(ref, { resolve: resolve as (frame: AckFrame) => void, reject, timer });
      this.#socket!.send(JSON.stringify({ type, ref, ...command }));
    });
  }

  /** Sends what needs no answer and may get lost. */
  tell<Op extends keyof Commands>(type: Op, command: Commands[Op]["command"]): void {
    if (this.#isOpen) this.#socket!.send(JSON.stringify({ type, ...command }));
  }

  /** The network is back, or somebody is impatient. */
  hurry = (): void => {
    if (this.#socket || this.#ended) return;
    this.#tries = 0;
    void this.open();
  };

  /** Gives the line up at once: a dead link would keep the closing handshake waiting. */
  drop = (): void => {
    const socket = this.#socket;
    if (!socket) return;
    socket.onclose!({ code: 1006 } as CloseEvent);
    socket.onopen = socket.onmessage = socket.onclose = null; // nothing of it is heard from here on
    socket.close(1000);
  };

  close(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.("online", this.hurry);
    globalThis.removeEventListener?.("offline", this.drop);
    this.drop();
  }
}
