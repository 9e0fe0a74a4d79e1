// The line to the server: one socket at a time, opened with a one-use ticket, reopened with patience.
import { Problem, call, refresh } from "./api.js";

const SHORTEST = 500;
const LONGEST = 30_000;
const PING_EVERY = 25_000;
const ANSWER_WITHIN = 15_000;

export class Line {
  #socket = null;
  #waiting = new Map();
  #nextRef = 1;
  #tries = 0;
  #timer = 0;
  #opening = false;
  #ended = false;
  #needsRefresh = false;

  /** `onFrame(frame)`, `onState("connecting" | "offline" | "open")`, `onEnd(code)` when the server says not to come back. */
  constructor({ onFrame, onState, onEnd }) {
    Object.assign(this, { onFrame, onState, onEnd });
    addEventListener("online", this.hurry);
    addEventListener("offline", this.drop);
  }

  async open() {
    clearTimeout(this.#timer);
    if (this.#opening || this.#ended) return;
    this.#opening = true;
    this.onState("connecting");
    try {
      // After 4001 the server wants another credential than the one that ran out.
      if (this.#needsRefresh) await refresh();
      this.#needsRefresh = false;
      const { ticket } = await call("POST", "/auth/ticket");
      if (!this.#ended) this.#listen(new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws?ticket=${encodeURIComponent(ticket)}`));
    } catch (problem) {
      if (problem.status === 401) this.#end(4501);
      else if (problem.code === "account_disabled") this.#end(4503);
      else this.#later();
    } finally {
      this.#opening = false;
    }
  }

  #listen(socket) {
    this.#socket = socket;
    let heard = Date.now();
    let steady = 0;
    const heart = setInterval(() => {
      // A dead line says nothing by itself: no answer within two beats means it is gone.
      if (Date.now() - heard > 2 * PING_EVERY) this.drop();
      else if (socket.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}');
    }, PING_EVERY);

    socket.onmessage = ({ data }) => {
      heard = Date.now();
      const frame = JSON.parse(data);
      if (frame.type === "connection_established") {
        // Only a line that holds may forget earlier failures, or a server that closes at once is hammered.
        steady = setTimeout(() => { this.#tries = 0; }, 5_000);
        this.onState("open");
      } else if ((frame.type === "ack" || frame.type === "error") && this.#waiting.has(frame.ref)) this.#settle(frame);
      else this.onFrame(frame);
    };
    socket.onclose = ({ code }) => {
      clearInterval(heart);
      clearTimeout(steady);
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#loseWaiting();
      if (this.#ended) return;
      if (code >= 4500 && code <= 4999) return this.#end(code);
      this.#needsRefresh = code === 4001;
      this.#later();
    };
  }

  #settle(frame) {
    const { resolve, reject, timer } = this.#waiting.get(frame.ref);
    this.#waiting.delete(frame.ref);
    clearTimeout(timer);
    if (frame.type === "ack") resolve(frame);
    else reject(new Problem(400, frame.code, frame.message));
  }

  #loseWaiting() {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Problem(0, "line_lost", "The connection was lost."));
    }
    this.#waiting.clear();
  }

  /** Comes back after 0.5 s, 1 s, 2 s … 30 s, each shortened by chance so that a thousand clients do not come at once. */
  #later() {
    const wait = Math.min(LONGEST, SHORTEST * 2 ** this.#tries++) * (0.5 + Math.random() / 2);
    this.onState("offline");
    this.#timer = setTimeout(() => this.open(), wait);
  }

  #end(code) {
    this.close();
    this.onEnd(code);
  }

  /** Sends and waits for the answer. Fails with `line_lost` when the line breaks first: nobody knows then, so send again. */
  ask(frame, within = ANSWER_WITHIN) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Problem(0, "line_lost", "There is no connection."));
    const ref = String(this.#nextRef++);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(ref);
        reject(new Problem(0, "no_answer", "The server did not answer in time."));
      }, within);
      this.#waiting.set(ref, { resolve, reject, timer });
      this.#socket.send(JSON.stringify({ ...frame, ref }));
    });
  }

  /** Sends what needs no answer and may get lost. */
  tell(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** The network is back, or somebody is impatient. */
  hurry = () => {
    if (this.#socket || this.#ended) return;
    this.#tries = 0;
    this.open();
  };

  drop = () => {
    const socket = this.#socket;
    if (!socket) return;
    // A dead link would keep the closing handshake waiting, so the line is given up at once.
    socket.onclose({ code: 1006 });
    socket.onmessage = socket.onclose = null;
    socket.close();
  };

  close() {
    this.#ended = true;
    clearTimeout(this.#timer);
    removeEventListener("online", this.hurry);
    removeEventListener("offline", this.drop);
    this.#socket?.close(1000);
  }
}
