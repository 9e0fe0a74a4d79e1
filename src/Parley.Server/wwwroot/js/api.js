// REST, and who is signed in. The access token lives in memory; the refresh token survives a reload.

const KEPT = "parley.refresh_token";
const STORAGE_LAG = 150;
let accessToken = null;
let who = null;
let refreshing = null;

/** A refusal of the server, or a line that is down (`code` "offline"). */
export class Problem extends Error {
  constructor(status, code, detail, errors = null) {
    super(detail);
    Object.assign(this, { status, code, errors });
  }
}

const offline = () => new Problem(0, "offline", "The server can't be reached. Check the connection and try again.");

async function request(method, path, body, token) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(`/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    .catch(() => { throw offline(); });
  const text = await answer.text().catch(() => { throw offline(); });
  let json = null;
  try { json = text ? JSON.parse(text) : null; } catch { /* a proxy's page: the status says enough */ }
  if (answer.ok) return json;
  throw new Problem(answer.status, json?.code ?? "unknown",
    json?.detail || json?.title || `The server answered ${answer.status}. Try again in a moment.`, json?.errors ?? null);
}

/** Calls the API as the one who is signed in; a run-out access token is renewed once. */
export async function call(method, path, body) {
  if (!accessToken) await refresh();
  try {
    return await request(method, path, body, accessToken);
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    await refresh();
    return request(method, path, body, accessToken);
  }
}

function keep(signedIn) {
  // Another tab signed somebody else in: this one starts again as them instead of mixing two people.
  if (who && who !== signedIn.user.id) location.reload();
  who = signedIn.user.id;
  accessToken = signedIn.access_token;
  localStorage.setItem(KEPT, signedIn.refresh_token);
  return signedIn.user;
}

export const hasSession = () => localStorage.getItem(KEPT) !== null;

export const register = async (fields) => keep(await request("POST", "/auth/register", fields));
export const logIn = async (fields) => keep(await request("POST", "/auth/login", fields));

/** A new pair of tokens. Tabs share the refresh token and it may be used once, so they take turns. */
export function refresh() {
  const renew = async (failed = null) => {
    const token = localStorage.getItem(KEPT);
    if (!token) throw new Problem(401, "not_signed_in", "Please sign in.");
    if (token === failed?.token) throw failed.problem;
    try {
      return keep(await request("POST", "/auth/refresh", { refresh_token: token }));
    } catch (problem) {
      if (problem.status !== 401 || failed) throw problem;
      // Another tab's new token may reach this one's storage a moment late, lock or no lock.
      await new Promise((resolve) => setTimeout(resolve, STORAGE_LAG));
      return renew({ token, problem });
    }
  };
  // Locks exist in secure contexts only; without them the server's grace for two tabs has to do.
  refreshing ??= (navigator.locks ? navigator.locks.request("parley.refresh", () => renew()) : renew())
    .finally(() => { refreshing = null; });
  return refreshing;
}

/** Forgets who is signed in, here and, when it can be reached, on the server. */
export async function logOut() {
  const token = accessToken;
  forget();
  if (token) await request("POST", "/auth/logout", undefined, token).catch(() => {});
}

export function forget() {
  accessToken = who = null;
  localStorage.removeItem(KEPT);
}

/** Other tabs signing out or in as somebody else. */
export function onSessionEndedElsewhere(act) {
  addEventListener("storage", (event) => { if (event.key === KEPT && event.newValue === null) act(); });
}

/** Every page of a listing, up to a sensible end. */
export async function all(path, pages = 5) {
  const items = [];
  for (let cursor = null, page = 0; page < pages; page++) {
    const glue = path.includes("?") ? "&" : "?";
    const listing = await call("GET", cursor ? `${path}${glue}cursor=${encodeURIComponent(cursor)}` : path);
    items.push(...listing.items);
    cursor = listing.next_cursor;
    if (!cursor) break;
  }
  return items;
}
