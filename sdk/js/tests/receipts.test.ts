import { describe, expect, it } from "vitest";
import { logIn } from "../src/index.ts";
import { lineTo, live, notLive, opened, person, room, sees, sent, until } from "./cast.ts";

describe("Receipts", () => {
  it("go from sent to delivered to read", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const direct = await ada.direct(grace.me.get()!.id);
    const hers = await opened(ada, direct.id);
    hers.send("are you there?");
    await sent(hers);
    const standing = () => hers.standing(hers.timeline.get().items.at(-1)!);
    await until("delivered", () => standing() === "delivered", hers.reached);
    const theirs = await opened(grace, direct.id);
    expect(grace.unread.get()).toEqual({ conversations: 1, messages: 1, mentions: 0, urgent: 1 });
    theirs.markRead();
    expect(grace.unread.get()).toEqual({ conversations: 0, messages: 0, mentions: 0, urgent: 0 });
    await until("read", () => standing() === "read", hers.reached);
    expect((await ada.rest.get<{ items: unknown[] }>(`/messages/${hers.timeline.get().items.at(-1)!.message.id}/readers`)).items).toHaveLength(1);
  });

  it("are told after a break as well: what was read offline, and what arrived by the resume", async () => {
    const line = await lineTo();
    const [ada, grace] = [await person("Ada"), await person("Grace", { url: line.url, credentials: logIn(line.url) })];
    const [hers, theirs] = await room(ada, grace);
    hers!.send("one");
    await sees(theirs!, "one");
    line.cut();
    await notLive(grace);
    theirs!.markRead();
    hers!.send("two");
    await sent(hers!);
    const [one, two] = hers!.timeline.get().items.slice(-2);
    expect(hers!.standing(two!)).toBe("sent");
    line.mend();
    grace.hurry();
    await live(grace);
    await until("read and delivered", () => hers!.standing(one!) === "read" && hers!.standing(two!) === "delivered", hers!.reached);
  });

  it("are few where much is said: at most one delivery a second from each", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    const told: number[] = [];
    ada.on("delivery_receipt", ({ ordinal, user_id }) => { if (user_id === grace.me.get()!.id) told.push(ordinal); });
    const began = performance.now();
    for (let i = 0; i < 100; i++) hers!.send(`no. ${i}`);
    const last = (await sees(theirs!, "no. 99")).ordinal;
    await until("all delivered", () => told.at(-1) === last, hers!.reached);
    expect(told.length).toBeLessThanOrEqual(2 + (performance.now() - began) / 1_000);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it("count unread messages and mentions as the server does, whoever reads where", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    const name = grace.me.get()!.username;
    for (const text of ["one", `@${name} two`, "three"]) hers!.send(text);
    await sees(theirs!, "three");
    const same = async () => {
      const { unread_count, my } = await grace.rest.get<{ unread_count: number; my: { unread_mentions: number; read_ordinal: number } }>(`/conversations/${hers!.id}`);
      await until("the same counts", () => {
        const view = theirs!.view.get();
        return view.unread_count === unread_count && view.my!.unread_mentions === my.unread_mentions && view.my!.read_ordinal === my.read_ordinal;
      }, theirs!.view);
      return unread_count;
    };
    await until("the mention", () => theirs!.view.get().my!.unread_mentions === 1, theirs!.view);
    expect(await same()).toBeGreaterThanOrEqual(3);
    await grace.rest.post(`/conversations/${hers!.id}/read`, { ordinal: theirs!.lastOrdinal - 1 }); // on another device
    expect(await same()).toBe(1);
    await until("no mention", () => theirs!.view.get().my!.unread_mentions === 0, theirs!.view);
    theirs!.send("my own words are read");
    await sent(theirs!);
    expect(await same()).toBe(0);
  });

  it("say who types, and that they stopped", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    hers!.type();
    await until("typing", () => theirs!.typing.get().includes(ada.me.get()!.id), theirs!.typing);
    hers!.send("done");
    await until("nobody types", () => theirs!.typing.get().length === 0, theirs!.typing);
  });
});
