import type { Account } from "./account.ts";
import type { Credentials } from "./credentials.ts";
import type { ParleyError } from "./errors.ts";
import type { SignedIn, UserView } from "./protocol.ts";
import type { Rest } from "./rest.ts";

/** Signs in by name and password, and out again. */
export class SignIn {
  readonly #rest: Rest;
  readonly #credentials: Credentials;
  readonly #account: Account;

  constructor(rest: Rest, credentials: Credentials, account: Account) {
    this.#rest = rest;
    this.#credentials = credentials;
    this.#account = account;
  }

  async by(path: string, body: unknown): Promise<UserView> {
    const signedIn = await this.#rest.post<SignedIn>(path, body);
    this.#credentials.keep?.(signedIn);
    return signedIn.user;
  }

  /** Ends the log-in on the server. */
  async out(): Promise<void> {
    await this.#rest.post("/auth/logout").catch((error: ParleyError) => { if (error.isPassing && error.code !== "not_signed_in") throw error; });
  }

  /** This device knows of nobody any more. */
  async forget(): Promise<void> {
    this.#credentials.keep?.(undefined);
    await this.#account.forget();
  }
}
