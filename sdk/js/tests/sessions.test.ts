import { describe, expect, it } from "vitest";
import { hostToken, logIn, ParleyError, type SignedIn } from "../src/index.ts";
import { device, lineTo, live, notLive, PASSWORD, person, program, server, socket, tokenStore, until } from "./cast.ts";

const refusal = (promise: Promise<unknown>): Promise<ParleyError> => promise.then(() => { throw new Error("It was not refused."); }, (error) => error as ParleyError);
const signedOut = (parley: ReturnType<typeof program>) => until("signed out", () => parley.state.get().kind === "signed_out", parley.state);

describe("Signing in", () => {
  it("makes somebody live, on a second device as well", async () => {
    const ada = await person("Ada");
    const phone = await device(ada);
    expect(phone.me.get()).toMatchObject({ id: ada.me.get()!.id, display_name: "Ada" });
  });

  it("says in a stable code why it was refused", async () => {
    const ada = await person("Ada");
    const error = await refusal(program().logIn({ username: ada.me.get()!.username, password: "wrong and wrong again" }));
    expect(error).toBeInstanceOf(ParleyError);
    expect(error).toMatchObject({ code: "bad_credentials", status: 401, isPassing: false });
    const field = await refusal(program().register({ username: ada.me.get()!.username, email: "x@example.org", password: "short" }));
    expect(field.code).toBe("validation_failed");
    expect(Object.keys(field.fields)).toContain("password");
  });

  it("begins again from what is kept, and is signed out where nothing is", async () => {
    const store = tokenStore();
    const ada = await person("Ada", { credentials: logIn(server(), store) });
    ada.close();
    const later = program({ credentials: logIn(server(), store) });
    expect(await later.start()).toBe(true);
    await live(later);
    expect(await program().start()).toBe(false);
  });

  it("begins once when it is begun twice at once, as React's strict mode does", async () => {
    const store = tokenStore();
    await person("Ada", { credentials: logIn(server(), store) });
    const opened: WebSocket[] = [];
    const twice = program({ credentials: logIn(server(), store), socket: (url) => { const one = socket(url); opened.push(one); return one; } });
    const first = twice.start();
    twice.close();
    await Promise.all([first, twice.start()]);
    await live(twice);
    expect(opened.filter(({ readyState }) => readyState <= 1)).toHaveLength(1);
  });

  it("ends by logging out: nothing is kept, and the token is worth nothing", async () => {
    const store = tokenStore();
    const ada = await person("Ada", { credentials: logIn(server(), store) });
    await ada.logOut();
    expect(ada.state.get().kind).toBe("signed_out");
    expect(ada.me.get()).toBeUndefined();
    expect(store.getItem("parley.login")).toBeNull();
    expect(await program({ credentials: logIn(server(), store) }).start()).toBe(false);
  });
});

describe("Credentials that run out", () => {
  it("are changed once, though two programs find out at the same time", async () => {
    const store = tokenStore();
    const ada = await person("Ada", { credentials: logIn(server(), store) });
    const other = program({ credentials: logIn(server(), store) });
    await other.start();
    await live(other);
    const { refresh } = JSON.parse(store.getItem("parley.login")!) as { refresh: string };
    store.setItem("parley.login", JSON.stringify({ access: "worn.out.token", refresh }));

    const answers = await Promise.all([ada, other, ada, other].map(({ rest }) => rest.get<{ id: string }>("/me")));

    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([ada.me.get()!.id]));
    expect(JSON.parse(store.getItem("parley.login")!)).not.toMatchObject({ refresh });
    await Promise.all([ada, other].map(({ rest }) => rest.get("/me"))); // a replayed refresh token would have ended the log-in
  });

  it("are not thrown away because the server cannot be reached just now", async () => {
    const line = await lineTo();
    const store = tokenStore();
    const ada = await person("Ada", { url: line.url, credentials: logIn(line.url, store) });
    const { refresh } = JSON.parse(store.getItem("parley.login")!) as { refresh: string };
    store.setItem("parley.login", JSON.stringify({ access: "worn.out.token", refresh }));
    line.cut();
    expect(await refusal(ada.rest.get("/me"))).toMatchObject({ code: "offline", isPassing: true });
    expect(store.getItem("parley.login")).toContain(refresh);
    line.mend();
    ada.hurry();
    await live(ada);
  });

  it("of a host application are asked for again, and end the session when they are no better", async () => {
    const ada = await person("Ada");
    const signIn = async () => (await ada.rest.post<SignedIn>("/auth/login", { username: ada.me.get()!.username, password: PASSWORD })).access_token;
    const tokens = ["worn.out.token", await signIn()];
    const guest = program({ credentials: hostToken(() => tokens.shift()!) });
    await guest.start();
    await live(guest);
    const stranger = program({ credentials: hostToken("worn.out.token") });
    expect(await stranger.start()).toBe(false);
    expect(stranger.state.get().kind).toBe("signed_out");
  });
});

describe("The line", () => {
  it("ends when the session was ended on another device", async () => {
    const ada = await person("Ada");
    const phone = await device(ada);
    await ada.rest.post("/auth/logout-all");
    await Promise.all([signedOut(ada), signedOut(phone)]);
    expect(phone.state.get()).toMatchObject({ kind: "signed_out", code: 4502 });
  });

  it.each([[4001, "with a new credential"], [4008, "and resumes"], [1001, "after a shutdown"], [1012, "whatever the reason"]])("comes back after %d, %s", async (code) => {
    const line = await lineTo();
    const ada = await person("Ada", { url: line.url, credentials: logIn(line.url) });
    line.close(code);
    await notLive(ada);
    await live(ada);
  });

  it.each([4503, 4599])("does not come back after %d", async (code) => {
    const line = await lineTo();
    const ada = await person("Ada", { url: line.url });
    line.close(code);
    await signedOut(ada);
    expect(ada.state.get()).toMatchObject({ code });
  });

  it("tries again more and more patiently, never all at once, and at once when somebody is impatient", async () => {
    const line = await lineTo();
    const tries: number[] = [];
    let fourth: () => void;
    const patience = new Promise<void>((resolve) => { fourth = resolve; });
    const ada = await person("Ada", { url: line.url, socket: (url) => { if (tries.push(performance.now()) === 4) fourth(); return socket(url); } });
    line.cut();
    tries[0] = performance.now();
    await patience;
    // Half to all of 0.5, 1 and 2 s; a timer may be late on a busy machine, never early.
    for (const [i, longest] of [500, 1_000, 2_000].entries()) expect(tries[i + 1]! - tries[i]!).toBeGreaterThanOrEqual(longest / 2 - 20);
    expect(tries[3]! - tries[0]!).toBeLessThan(3_500 + 1_500);
    line.mend();
    const asked = performance.now();
    ada.hurry();
    await live(ada);
    expect(performance.now() - asked).toBeLessThan(2_000);
  });

  it("is not opened any more after `close`, even while it was being opened", async () => {
    const store = tokenStore();
    await person("Ada", { credentials: logIn(server(), store) });
    const sockets: WebSocket[] = [];
    const brief = program({ credentials: logIn(server(), store), socket: (url) => { const one = socket(url); sockets.push(one); return one; } });
    const starting = brief.start();
    brief.close();
    await starting;
    expect(sockets.filter(({ readyState }) => readyState <= 1)).toEqual([]);
    expect(brief.state.get().kind).toBe("offline");
  });
});
