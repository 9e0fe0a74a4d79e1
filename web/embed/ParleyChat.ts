// <parley-chat>: the chat as one element of somebody else's page.
import type { Conversation } from "@parley/client";
import { share, ownerOf, type GetToken, type Shared } from "./clients.ts";
import { concerns, goalOf, reach, unreadOf, type Goal } from "./goal.ts";
import { Launcher } from "./Launcher.ts";
import type { Panel, PanelProps } from "./panelProps.ts";
import { PanelBox } from "./PanelBox.ts";
import { dress } from "./sheets.ts";
import { load, say, type Speech } from "./words.ts";

const ABOUT = ["conversation", "with", "context-type", "context-id", "title", "public"];

export class ParleyChat extends HTMLElement {
  static readonly observedAttributes = ["server", "token", "mode", "lang", "open", ...ABOUT];

  readonly #root = this.attachShadow({ mode: "open" });
  #gettoken: GetToken | undefined;
  #goal: Goal = { kind: "list" };
  #shared: Shared | undefined;
  /** Whose client it is: the server, and the person by the token's own word. */
  #owner = "";
  #problem: PanelProps["problem"];
  #launcher: Launcher | undefined;
  #box: PanelBox | undefined;
  #panel: Panel | undefined;
  #speech: Speech | undefined;
  #conversation: Conversation | undefined;
  #stops: (() => void)[] = [];
  #count = 0;
  #turn = 0;
  #begun = false;
  #due = false;
  #changed = new Set<string>();

  // --- What the page may set and call ---

  /** Gets a token from the host's server, at the start and whenever the last one has run out. */
  get gettoken(): GetToken | undefined { return this.#gettoken; }
  set gettoken(get: GetToken | undefined) {
    this.#gettoken = get;
    this.#soon("token");
  }

  /** The server's address; by default the one that this script came from. */
  get server(): string { return (this.getAttribute("server") || new URL(import.meta.url).origin).replace(/\/+$/, ""); }
  set server(server: string) { this.setAttribute("server", server); }
  get token(): string | null { return this.getAttribute("token"); }
  set token(token: string | null) { this.#reflect("token", token); }
  get conversation(): string | null { return this.getAttribute("conversation"); }
  set conversation(id: string | null) { this.#reflect("conversation", id); }
  get with(): string | null { return this.getAttribute("with"); }
  set with(person: string | null) { this.#reflect("with", person); }
  get mode(): "bubble" | "inline" { return this.getAttribute("mode") === "inline" ? "inline" : "bubble"; }
  set mode(mode: "bubble" | "inline") { this.setAttribute("mode", mode); }
  /** How many messages are unread, as on the badge. */
  get unread(): number { return this.#count; }

  get isOpen(): boolean { return this.mode === "inline" || this.hasAttribute("open"); }
  open(): void { this.setAttribute("open", ""); }
  close(): void { this.removeAttribute("open"); }

  /** Forgets the person on this device and ends their session where the token was the server's own. */
  async signOut(): Promise<void> {
    const shared = this.#shared;
    this.close();
    this.#leave();
    this.#gettoken = undefined;
    this.removeAttribute("token");
    await shared?.parley.logOut().catch(() => shared.parley.close()); // not reached: forgotten here all the same
    this.#draw();
  }

  // --- Its life in the page ---

  connectedCallback(): void {
    // Set by a program before this script had come.
    if (Object.hasOwn(this, "gettoken")) {
      const { gettoken } = this as { gettoken?: GetToken };
      delete (this as { gettoken?: GetToken }).gettoken;
      this.#gettoken = gettoken;
    }
    if (this.#begun) return this.#box?.settle(); // moved to another place
    this.#begun = true;
    dress(this.#root);
    this.#build();
    this.#aim();
    this.#soon("token");
    this.#soon("lang");
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected || !this.#begun) return;
      this.#begun = false;
      this.#tearDown();
      this.#leave();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.#begun || before === now) return;
    if (name === "open" && (before === null) !== (now === null)) this.#showOpen(now !== null);
    else if (name !== "open") this.#soon(name);
  }

  #reflect(name: string, value: string | null): void {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  /** Several attributes that are set in a row are one change. */
  #soon(what: string): void {
    this.#changed.add(what);
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      const changed = this.#changed;
      this.#changed = new Set();
      if (!this.#begun) return;
      if (changed.has("mode")) this.#build();
      if (changed.has("lang")) void this.#speak();
      if (changed.has("token") || changed.has("server")) void this.#signIn();
      if (ABOUT.some((name) => changed.has(name))) this.#aim();
      this.#draw();
    });
  }

  // --- Who is here ---

  async #signIn(): Promise<void> {
    const get = this.#gettoken;
    const { server } = this;
    let token = this.getAttribute("token");
    try {
      token ||= (await get?.()) ?? null;
    } catch (error) {
      this.#problem = "signIn";
      this.#fail({ code: "no_token", message: String((error as Error)?.message ?? error) });
      return this.#draw();
    }
    if (!this.#begun || get !== this.#gettoken || server !== this.server) return; // changed meanwhile: asked again
    if (!token) {
      this.#leave();
      this.#problem = "noToken";
      return this.#draw();
    }
    this.#problem = undefined;
    const owner = `${server} ${ownerOf(token)}`;
    if (this.#shared && owner === this.#owner) {
      this.#shared.renew(token);
      return this.#draw();
    }
    this.#leave();
    this.#owner = owner;
    const shared = (this.#shared = share(server, token, get));
    const { parley } = shared;
    const recount = () => this.#recount();
    this.#stops = [
      parley.conversations.subscribe(recount), parley.unread.subscribe(recount),
      parley.state.subscribe(() => {
        if (parley.state.get().kind === "signed_out") this.#fail({ code: "not_signed_in", message: "The server does not take this token." });
      }),
      parley.on("message", ({ conversation, message }) => {
        if (concerns(this.#goal, conversation, this.#conversation)) this.#tell("parley-message", { conversation_id: conversation.id, message });
      }),
    ];
    this.#aim();
    this.#draw();
  }

  #leave(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#shared?.release();
    this.#shared = undefined;
    this.#owner = "";
    this.#conversation = undefined;
    this.#recount();
  }

  #aim(): void {
    this.#goal = goalOf(this);
    this.#conversation = undefined;
    this.#turn++;
    this.#recount();
  }

  #recount(): void {
    const count = this.#shared ? unreadOf(this.#shared.parley, this.#goal, this.#conversation) : 0;
    if (count === this.#count) return;
    this.#count = count;
    this.#tell("parley-unread", { count });
    this.#drawLauncher();
  }

  // --- What is seen ---

  #build(): void {
    this.#tearDown();
    const { mode } = this;
    this.#box = new PanelBox(mode === "bubble", () => this.close());
    if (mode === "bubble") {
      this.#launcher = new Launcher(() => (this.isOpen ? this.close() : this.open()));
      this.#root.append(this.#launcher.button);
    }
    this.#root.append(this.#box.element);
    if (this.isOpen) this.#showOpen(true, false);
    this.#drawLauncher();
  }

  #tearDown(): void {
    this.#panel?.unmount();
    this.#box?.hide();
    this.#panel = this.#box = this.#launcher = undefined;
    this.#root.replaceChildren();
  }

  async #speak(): Promise<void> {
    const asked = this.getAttribute("lang");
    try {
      this.#speech = await load(asked, this.#panel !== undefined);
    } catch {
      return this.#fail({ code: "offline", message: "The chat's words could not be loaded." });
    }
    if (asked === this.getAttribute("lang")) this.#draw();
  }

  /** `takesFocus`: somebody opened it; one that is open from the start leaves the page's focus alone. */
  #showOpen(open: boolean, takesFocus = true): void {
    const box = this.#box!;
    if (open) box.show(this.#launcher?.button);
    else box.hide();
    this.#draw();
    if (!open) return this.#tell("parley-close", {});
    this.#tell("parley-open", {});
    if (!this.#panel) void this.#loadPanel(box, takesFocus);
    else if (takesFocus) this.#focus();
  }

  async #loadPanel(box: PanelBox, takesFocus: boolean): Promise<void> {
    try {
      const [{ mount, styles }, speech] = await Promise.all([import("./panel/mount.tsx"), load(this.getAttribute("lang"), true)]);
      if (box !== this.#box || this.#panel) return;
      dress(this.#root, styles);
      this.#speech = speech;
      this.#panel = mount(box.content, this.#props(speech));
      this.#draw();
      if (takesFocus) this.#focus();
    } catch (error) {
      this.close();
      this.#fail({ code: "offline", message: `The chat could not be loaded: ${(error as Error).message}` });
    }
  }

  /** A bubble takes the keyboard when it is opened; an inline one is a part of its page. */
  #focus(): void {
    if (this.mode === "bubble" && this.isOpen) this.#panel?.focus();
  }

  #props(speech: Speech): PanelProps {
    return {
      parley: this.#shared?.parley, problem: this.#problem, goal: this.#goal, turn: this.#turn, isBubble: this.mode === "bubble", isOpen: this.isOpen,
      speech, say, reach,
      shown: this.#onShown, failed: this.#fail, retry: this.#retry, close: this.#close,
    };
  }

  readonly #close = (): void => this.close();
  readonly #onShown = (conversation: Conversation | undefined): void => {
    this.#conversation = this.#goal.kind === "list" ? undefined : conversation;
    this.#recount();
  };
  readonly #retry = (): void => {
    this.#problem = undefined;
    if (this.#shared?.parley.state.get().kind === "signed_out") this.#leave();
    void this.#signIn();
    this.#aim();
    this.#draw();
  };

  #draw(): void {
    this.#drawLauncher();
    const speech = this.#speech;
    if (!speech || !this.#box) return;
    this.#box.say(speech, say(speech, "chat"));
    this.#panel?.update(this.#props(speech));
  }

  #drawLauncher(): void {
    if (this.#speech) this.#launcher?.show(this.#speech, this.isOpen, this.#count);
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  readonly #fail = ({ code, message }: { readonly code: string; readonly message: string }): void => this.#tell("parley-error", { code, message });
}
