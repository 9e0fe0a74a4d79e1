import type { CatchUp } from "./catch-up.ts";
import type { Value } from "./cell.ts";
import { ParleyError } from "./errors.ts";
import type { Line, LineListener } from "./line.ts";
import type { ChatEvent, UserId } from "./protocol.ts";

/** Where the line stands. While catching up: how many of how many conversations are up to date. */
export type LineState =
  | { readonly kind: "signed_out"; readonly code?: number }
  | { readonly kind: "starting" | "offline" | "connecting" | "live" }
  | { readonly kind: "catching_up"; readonly done: number; readonly total: number };

export interface ConnectionListener {
  onEvent(event: ChatEvent): void;
  /** Whether the line may belong to this person. */
  accepts(user: UserId): boolean;
  /** Everything is up to date, or the line is gone. */
  onLive(isLive: boolean): void;
  /** The line does not come back. */
  onEnd(code: number): void;
}

/** The line of whoever is signed in: catches up whenever it comes back, and says where it stands. */
export class Connection {
  readonly #state: Value<LineState>;
  readonly #catchUp: CatchUp;
  readonly #newLine: (listener: LineListener) => Line;
  #line: Line | undefined;
  /** Which line it is; whatever belongs to an earlier one is over. */
  #turn = 0;

  constructor(state: Value<LineState>, catchUp: CatchUp, newLine: (listener: LineListener) => Line) {
    this.#state = state;
    this.#catchUp = catchUp;
    this.#newLine = newLine;
  }

  get isLive(): boolean { return this.#state.get().kind === "live"; }

  /** @throws ParleyError where there is none */
  get line(): Line {
    if (!this.#line) throw new ParleyError("offline", "Nobody is signed in.");
    return this.#line;
  }

  /** The line, if there is one, for what may get lost. */
  get anyLine(): Line | undefined { return this.#line; }

  open(listener: ConnectionListener): void {
    this.#line = this.#newLine({
      onEvent: (event) => {
        this.#catchUp.heard(event);
        listener.onEvent(event);
      },
      onOpen: (user) => { if (listener.accepts(user)) void this.#comeBack(listener); },
      onBreak: (trying) => {
        this.#turn++;
        listener.onLive(false);
        this.#state.set({ kind: trying ? "connecting" : "offline" });
      },
      onEnd: (code) => listener.onEnd(code),
    });
    void this.#line.open();
  }

  async #comeBack(listener: ConnectionListener): Promise<void> {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    try {
      await this.#catchUp.run(this.line, isCurrent, (done, total) => this.#state.set({ kind: "catching_up", done, total }));
      if (!isCurrent()) return;
      this.#state.set({ kind: "live" });
      listener.onLive(true);
      void this.#catchUp.loadAhead(isCurrent);
    } catch (error) {
      // Whatever went wrong, the next line begins afresh; a broken line has said so itself.
      if (isCurrent() && (error as ParleyError).code !== "line_lost") this.#line?.drop();
    }
  }

  close(): void {
    this.#turn++;
    this.#line?.close();
    this.#line = undefined;
    this.#catchUp.reset();
  }
}
