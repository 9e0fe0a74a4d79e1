import { ParleyError } from "./errors.ts";
import type { SignedIn } from "./protocol.ts";

/** How requests say who asks. */
export interface Credentials {
  /** The bearer token; nothing where the browser sends a cookie by itself. */
  token(): Promise<string | undefined>;
  /** After a refusal of `refused`: whether another try makes sense. */
  renew(refused: string | undefined): Promise<boolean>;
  /** Somebody signed in or out by name and password. */
  keep?(signedIn: SignedIn | undefined): void;
}

/** A page of the server's own: the browser keeps an HttpOnly cookie that no script can read. */
export const cookie = (): Credentials => ({ token: async () => undefined, renew: async () => false });

/** A token that the host application's server made: the token, or how to get one; asked again when it has run out. */
export function hostToken(source: string | (() => string | Promise<string>)): Credentials {
  let held: Promise<string> | undefined;
  const ask = () => (held ??= Promise.resolve(typeof source === "string" ? source : source()).catch((error) => { held = undefined; throw error; }));
  return {
    token: ask,
    async renew(refused) {
      if (typeof source === "string") return false;
      if (refused === undefined || (await ask()) === refused) held = undefined;
      return (await ask()) !== refused;
    },
  };
}

/** Where a log-in is kept between starts: `localStorage`, or anything with these three. */
export interface TokenStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const KEY = "parley.login";

/** A program's own log-in: an access token of minutes, and a refresh token that is changed for a new pair whenever it is used. */
export function logIn(url: string, store?: TokenStore, fetchWith: typeof fetch = fetch): Credentials {
  type Pair = { access: string; refresh: string };
  let own: Pair | undefined;
  const read = (): Pair | undefined => {
    const kept = store?.getItem(KEY);
    return kept ? JSON.parse(kept) as Pair : own;
  };
  const keep = (signedIn: SignedIn | undefined): void => {
    own = signedIn && { access: signedIn.access_token, refresh: signedIn.refresh_token };
    if (own) store?.setItem(KEY, JSON.stringify(own));
    else store?.removeItem(KEY);
  };
  let renewing: Promise<boolean> | undefined;
  const exchange = async (refused: string | undefined): Promise<boolean> => {
    const held = read();
    if (!held) return false;
    if (held.access !== refused) return true; // another tab was quicker
    const answer = await fetchWith(`${url}/api/v1/auth/refresh`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ refresh_token: held.refresh }), credentials: "omit",
    });
    if (answer.ok) keep(await answer.json() as SignedIn);
    else {
      const error = await ParleyError.of(answer);
      if (error.status >= 500 || error.isPassing && error.code !== "not_signed_in") throw error; // busy, or too fast: that is no refusal
      if (read()?.refresh === held.refresh) keep(undefined);
    }
    return answer.ok;
  };
  return {
    token: async () => read()?.access,
    keep,
    // A refresh token works once: two at a time would end the log-in, in this program or another tab.
    renew: (refused) => (renewing ??= alone("parley.refresh", () => exchange(refused)).finally(() => { renewing = undefined; })),
  };
}

const queues = new Map<string, Promise<unknown>>();

/** One at a time: among all tabs where there are Web Locks, in this program otherwise. */
function alone<T>(name: string, act: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks) return navigator.locks.request(name, act) as Promise<T>;
  const turn = (queues.get(name) ?? Promise.resolve()).then(act, act);
  queues.set(name, turn);
  return turn;
}
