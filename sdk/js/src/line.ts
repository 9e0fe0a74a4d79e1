import type { Credentials } from "./credentials.ts";
import { ParleyError } from "./errors.ts";
import type { AckFrame, ChatEvent, Commands, ErrorFrame, ServerFrame } from "./protocol.ts";

const SHORTEST = 500; // ms until the first try to come back; doubled each time
const LONGEST = 30_000;
const STEADY = 5_000; // a line that held so long forgets earlier failures
const PING_EVERY = 25_000;
const ANSWER_WITHIN = 15_000;

export interface LineListener {
  onEvent(event: ChatEvent): void;
  onOpen(): void;
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
  #refused: string | undefined;
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
      // After 4001 the server wants another credential than the one that ran out.
      if (this.#refused !== undefined && !(await this.#credentials.renew(this.#refused || undefined))) return this.#end(4501);
      const token = await this.#credentials.token();
      this.#refused = undefined;
      const address = token ? this.#url : `${this.#url}?ticket=${encodeURIComponent(await this.#ticket())}`;
      if (!this.#ended) this.#listen(this.#open(address), token);
    } catch (error) {
      const code = error instanceof ParleyError ? error.code : undefined; // a host's own error: its server cannot be reached just now
      if (code === "not_signed_in") this.#end(4501);
      else if (code === "account_disabled") this.#end(4503);
      else this.#later();
    } finally {
      this.#isOpening = false;
    }
  }

  #listen(socket: WebSocket, token: string | undefined): void {
    this.#socket = socket;
    let heardAt = Date.now();
    let steady: ReturnType<typeof setTimeout> | undefined;
    const heart = setInterval(() => {
      // A dead line says nothing by itself: no answer within two beats means that it is gone.
      if (Date.now() - heardAt > 2 * PING_EVERY) this.drop();
      else if (this.#isOpen) socket.send('{"type":"ping"}');
    }, PING_EVERY);

    socket.onopen = () => { if (token) socket.send(JSON.stringify({ type: "authenticate", token })); };
    socket.onmessage = ({ data }) => {
      heardAt = Date.now();
      const frame = JSON.parse(data as string) as ServerFrame;
      if (frame.type === "connection_established") {
        this.#isOpen = true;
        // Only a line that holds may forget earlier failures, or a server that closes at once is hammered.
        steady = setTimeout(() => { this.#tries = 0; }, STEADY);
        this.#listener.onOpen();
      } else if (frame.type === "ack" || frame.type === "error") this.#settle(frame as AckFrame | ErrorFrame);
      else this.#listener.onEvent(frame as ChatEvent);
    };
    socket.onclose = ({ code }) => {
      clearInterval(heart);
      clearTimeout(steady);
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#isOpen = false;
      this.#loseWaiting();
      if (this.#ended) return;
      if (code === 4001 || (code === 4501 && token)) {
        this.#refused = token ?? "";
        if (code === 4501 && this.#tries++ > 0) return this.#end(code); // a renewed one was refused too
      } else if (code >= 4500 && code <= 4999) return this.#end(code);
      this.#later(code === 4029 ? LONGEST / 2 : 0);
    };
    socket.onerror = () => {}; // `close` follows and tells more
  }

  #settle(frame: AckFrame | ErrorFrame): void {
    const waiting = this.#waiting.get(frame.ref ?? "");
    if (!waiting) return;
    this.#waiting.delete(frame.ref!);
    clearTimeout(waiting.timer);
    if (frame.type === "ack") waiting.resolve(frame);
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
    socket.onmessage = socket.onclose = null;
    socket.close();
  };

  close(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.("online", this.hurry);
    globalThis.removeEventListener?.("offline", this.drop);
    this.#loseWaiting();
    this.#socket?.close(1000);
  }
}
