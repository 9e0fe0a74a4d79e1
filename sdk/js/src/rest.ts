import type { Credentials } from "./credentials.ts";
import { ParleyError } from "./errors.ts";

/** What stands behind the question mark; what is empty is left out. */
export type Query = Record<string, string | number | boolean | null | undefined>;

export interface CallOptions {
  query?: Query;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

const ANSWER_WITHIN = 60_000; // ms: a dead link says nothing by itself
const unreached = (error: Error) => new ParleyError("offline", `The server could not be reached: ${error.message}`);

/** The calls under `/api/v1`, signed and with errors that can be told apart. */
export class Rest {
  readonly url: string;
  readonly #credentials: Credentials;
  readonly #fetch: typeof fetch;

  constructor(url: string, credentials: Credentials, fetchWith: typeof fetch) {
    this.url = url;
    this.#credentials = credentials;
    this.#fetch = fetchWith;
  }

  get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => this.call("GET", path, undefined, { query, signal });
  post = <T = void>(path: string, body: unknown = {}, options?: CallOptions): Promise<T> => this.call("POST", path, body, options);
  put = <T = void>(path: string, body: unknown = {}): Promise<T> => this.call("PUT", path, body);
  patch = <T = void>(path: string, body: unknown): Promise<T> => this.call("PATCH", path, body);
  delete = <T = void>(path: string, query?: Query): Promise<T> => this.call("DELETE", path, undefined, { query });

  /** Every page of a list, one after the other. */
  async all<T>(path: string, query: Query = {}): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await this.get<{ items: T[]; next_cursor?: string | null }>(path, { limit: 200, ...query, cursor });
      items.push(...page.items);
      cursor = page.next_cursor ?? null;
    }
    return items;
  }

  /** @throws ParleyError */
  async call<T>(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
    const isForm = typeof FormData !== "undefined" && body instanceof FormData;
    const answer = await this.raw(method, path, isForm ? body : body === undefined ? undefined : JSON.stringify(body), {
      ...options, headers: { ...(body !== undefined && !isForm && { "content-type": "application/json" }), ...options.headers },
    });
    const text = await answer.text().catch((error: Error) => { throw unreached(error); }); // cut in the middle of the answer
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** The answer as it came, if it is a good one. @throws ParleyError */
  async raw(method: string, path: string, body: BodyInit | undefined, { query = {}, signal, headers }: CallOptions = {}): Promise<Response> {
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "").map(([key, value]) => [key, String(value)]));
    const address = `${this.url}${path.startsWith("/api/") ? "" : "/api/v1"}${path}${search.size > 0 ? `?${search}` : ""}`;
    for (let renewed = false; ; renewed = true) {
      const token = await this.#reached(this.#credentials.token());
      const answer = await this.#try(address, {
        method, body, signal, headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
        credentials: token ? "omit" : "same-origin",
      });
      if (answer.ok) return answer;
      const error = await ParleyError.of(answer);
      if (error.code !== "not_signed_in" || renewed || !(await this.#reached(this.#credentials.renew(token)))) throw error;
    }
  }

  async #try(address: string, init: RequestInit): Promise<Response> {
    const { signal } = init;
    const gate = new AbortController();
    const give = () => gate.abort();
    const timer = setTimeout(give, ANSWER_WITHIN);
    signal?.addEventListener("abort", give);
    try {
      if (signal?.aborted) throw new ParleyError("aborted", "The call was given up.");
      return await this.#reached(this.#fetch(address, { ...init, signal: gate.signal }));
    } catch (error) {
      if (signal?.aborted) throw new ParleyError("aborted", "The call was given up.");
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", give);
    }
  }

  /** What fails before the server has answered fails as being offline. */
  async #reached<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      throw error instanceof ParleyError ? error : unreached(error as Error);
    }
  }
}
