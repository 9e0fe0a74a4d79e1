import { describe, expect, it } from "vitest";
import { logIn, type OutboxEntry } from "../src/index.ts";
import { disk, heard, lineTo, live, notLive, opened, person, program, room, sees, sent, server, texts, tokenStore, until } from "./cast.ts";

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `no. ${from + i}`);

describe("The outbox", () => {
  it("shows a message at once, then sends it under the id it has had from the start", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    const id = hers!.send("hello");
    const item = hers!.timeline.get().items.at(-1)!;
    expect([item.message.content, hers!.standing(item)]).toEqual(["hello", "waiting"]);
    expect((await sees(theirs!, "hello")).id).toBe(id);
    await sent(hers!);
    expect(hers!.timeline.get().items.filter(({ message }) => message.id === id)).toHaveLength(1);
  });

  it("keeps 50 messages that were written offline, through a closed tab, and sends them once and in order", async () => {
    const line = await lineTo();
    const [store, storage] = [tokenStore(), disk()];
    const [ada, grace] = [await person("Ada", { url: line.url, credentials: logIn(line.url, store), storage, keep: 50 }), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    hers!.send("before");
    await sees(theirs!, "before");
    await sent(hers!);
    line.cut();
    await notLive(ada);
    for (const text of numbers(1, 25)) hers!.send(text);
    await until("25 kept", () => texts(hers!).length === texts(theirs!).length + 25, hers!.timeline);
    ada.close();

    const later = program({ url: line.url, credentials: logIn(line.url, store), storage, keep: 50 });
    await later.start();
    await until("what was kept", () => later.find(hers!.id) !== undefined, later.conversations);
    const again = later.find(hers!.id)!;
    expect(texts(again).slice(-25)).toEqual(numbers(1, 25));
    for (const text of numbers(26, 50)) again.send(text);
    line.mend();
    later.hurry();
    await live(later);

    await sees(theirs!, "no. 50");
    expect(texts(theirs!).slice(-51)).toEqual(["before", ...numbers(1, 50)]);
    await sent(again);
    expect(texts(again)).toEqual(texts(theirs!));
  });

  it("never says the same twice, though the answer was lost between sending and acknowledging", async () => {
    const line = await lineTo();
    const [ada, grace] = [await person("Ada", { url: line.url, credentials: logIn(line.url) }), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    for (const text of numbers(1, 5)) {
      line.deafen();
      hers!.send(text);
      await sees(theirs!, text); // it is on disk, and the sender does not know
      expect(hers!.standing(hers!.timeline.get().items.at(-1)!)).toBe("waiting");
      line.cut();
      await notLive(ada);
      line.mend();
      ada.hurry();
      await live(ada);
      await sent(hers!);
    }
    expect(texts(theirs!).slice(-5)).toEqual(numbers(1, 5));
    await heard(ada, hers!.id, theirs!.seq);
    expect(texts(hers!)).toEqual(texts(theirs!));
  });

  it("says why a message was refused, and sends or discards it when the person says so", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    const myself = grace.me.get()!.id;
    const silence = (muted_until: string) => ada.rest.patch(`/conversations/${hers!.id}/members/${myself}`, { muted_until }); // a time that is over ends it
    await silence(new Date(Date.now() + 3_600_000).toISOString());
    const [first, second] = [theirs!.send("may I?"), theirs!.send("and I?")];
    const failure = (id: string) => theirs!.timeline.get().items.find(({ message }) => message.id === id)?.sending?.failure;
    await until("both failed", () => failure(first) !== undefined && failure(second) !== undefined, theirs!.timeline);
    expect(failure(first)).toMatchObject({ code: "silenced" });
    expect(theirs!.standing(theirs!.timeline.get().items.find(({ message }) => message.id === first)!)).toBe("failed");

    await silence(new Date(0).toISOString());
    await grace.retry(first);
    await grace.discard(second);
    await sees(hers!, "may I?");
    expect(texts(theirs!)).not.toContain("and I?");
    await sent(theirs!);
  });

  it("waits where a conversation is slow, and keeps the order", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    await ada.rest.patch(`/conversations/${hers!.id}`, { slow_mode_seconds: 1 });
    await until("slow mode", () => theirs!.view.get().slow_mode_seconds === 1, theirs!.view);
    const began = performance.now();
    for (const text of numbers(1, 3)) theirs!.send(text);
    await sees(hers!, "no. 3");
    expect(texts(hers!).slice(-3)).toEqual(numbers(1, 3));
    expect(performance.now() - began).toBeGreaterThan(1_500);
  });

  it("sends from one of two programs on one disk, and what the other wrote as well when that one is gone", async () => {
    const [store, storage] = [tokenStore(), disk()];
    const ada = await person("Ada", { credentials: logIn(server(), store), storage });
    const [hers] = await room(ada);
    ada.close();
    const entry: OutboxEntry = { id: "0190a000-0000-7000-8000-000000000001", conversation_id: hers!.id, content: "left behind", created_at: new Date().toISOString() };
    await storage(`parley:${server()}:${hers!.view.get().created_by}`).put("outbox", entry.id, entry);
    const heir = program({ credentials: logIn(server(), store), storage });
    await heir.start();
    await live(heir);
    await sees(await opened(heir, hers!.id), "left behind");
  });
});
