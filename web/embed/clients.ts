// One client for each server and person: elements that show the same chat share its socket, and the last one to go closes it.
import { browserStorage, memoryStorage, Parley } from "@parley/client";

/** Asks the host page for a token that its server made. */
export type GetToken = () => string | Promise<string>;

export interface Shared {
  readonly parley: Parley;
  /** A newer token of the same person, put in by the page. */
  renew(token: string): void;
  release(): void;
}

interface Entry { readonly parley: Parley; readonly box: TokenBox; users: number; ending?: ReturnType<typeof setTimeout> }

const entries = new Map<string, Entry>();

/** The token of now, and how to get a better one than the refused. */
class TokenBox {
  held: string;
  get: GetToken | undefined;
  #asking: Promise<string> | undefined;

  constructor(held: string) { this.held = held; }

  token = async (): Promise<string> => this.held;

  renew = async (refused: string | undefined): Promise<boolean> => {
    if (this.held === refused && this.get) {
      const { get } = this;
      this.#asking ??= Promise.resolve().then(get).finally(() => { this.#asking = undefined; });
      this.held = await this.#asking;
    }
    return this.held !== refused;
  };
}

/** Whose token it is, by its own word: enough to tell a renewed one from somebody else's. The server believes none of this. */
export function ownerOf(token: string): string {
  try {
    const { iss, sub, user_id: id } = JSON.parse(atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/"))) as Record<string, unknown>;
    return sub === undefined && id === undefined ? token : JSON.stringify([iss, sub ?? id]);
  } catch {
    return token; // an opaque one
  }
}

/** The client for a server and a token; to be released by everybody who shared it. */
export function share(server: string, token: string, get: GetToken | undefined): Shared {
  const key = `${server} ${ownerOf(token)}`;
  const known = entries.get(key);
  const box = known?.box ?? new TokenBox(token);
  box.held = token;
  box.get = get ?? box.get;
  const entry: Entry = known ?? {
    box, users: 0,
    // Somebody else's page keeps of the chat only what is written and not sent yet.
    parley: new Parley({ url: server, keep: 0, credentials: box, storage: (name) => (name === "parley" ? memoryStorage() : browserStorage(name)) }),
  };
  entries.set(key, entry);
  const { parley } = entry;
  const again = () => { if (!known || parley.state.get().kind === "signed_out") void parley.start(); };
  again();
  clearTimeout(entry.ending);
  entry.users++;
  let released = false;
  return {
    parley,
    renew(next) {
      if (box.held === next) return;
      box.held = next;
      if (parley.state.get().kind === "signed_out") void parley.start();
    },
    release() {
      if (released) return;
      released = true;
      if (--entry.users > 0) return;
      // The next page of a program that swaps its elements takes over at once.
      entry.ending = setTimeout(() => {
        entries.delete(key);
        parley.close();
      });
    },
  };
}
