import { describe, expect, it } from "vitest";
import { device, heard, opened, person, room, sees, shown, texts, until } from "./cast.ts";
import type { Conversation, Parley } from "../src/index.ts";

async function fill(parley: Parley, { id }: Conversation, count: number): Promise<void> {
  for (let i = 0; i < count; i += 100)
    await Promise.all(Array.from({ length: Math.min(100, count - i) }, (_, k) => parley.rest.post(`/conversations/${id}/messages`, { content: `m${i + k}` })));
}

const ordinals = (conversation: Conversation) => conversation.timeline.get().items.map(({ message }) => message.ordinal);
const isWhole = (numbers: number[]) => numbers.every((ordinal, i) => i === 0 || ordinal === numbers[i - 1]! + 1);

describe("A timeline", () => {
  it("loads both ways without holes, jumps, and lets far messages go", async () => {
    const ada = await person("Ada");
    const [hers] = await room(ada);
    await fill(ada, hers!, 2_400);
    const fresh = await opened(await device(ada), hers!.id);
    expect(ordinals(fresh)).toHaveLength(50);
    const newest = ordinals(fresh).at(-1)!;

    await fresh.showAround(100);
    expect(fresh.timeline.get()).toMatchObject({ hasBefore: true, hasAfter: true });
    expect(ordinals(fresh)).toContain(100);
    await fresh.loadAfter();
    await fresh.loadBefore();
    await fresh.loadBefore();
    expect([isWhole(ordinals(fresh)), ordinals(fresh)[0], fresh.timeline.get().hasBefore]).toEqual([true, 1, false]);
    // What is said now is far from here; it comes when one scrolls there.
    await ada.rest.post(`/conversations/${hers!.id}/messages`, { content: "far away" });
    await until("heard", () => fresh.lastOrdinal === newest + 1, fresh.view);
    expect(texts(fresh)).not.toContain("far away");
    while (fresh.timeline.get().hasAfter) await fresh.loadAfter();
    expect([isWhole(ordinals(fresh)), ordinals(fresh).length, ordinals(fresh).at(-1), fresh.timeline.get().hasBefore]).toEqual([true, 2_000, newest + 1, true]);
    expect(texts(fresh).at(-1)).toBe("far away");

    while (fresh.timeline.get().hasBefore) await fresh.loadBefore();
    expect([isWhole(ordinals(fresh)), ordinals(fresh).length, ordinals(fresh)[0], fresh.timeline.get().hasAfter]).toEqual([true, 2_000, 1, true]);
    await fresh.showLatest();
    expect([ordinals(fresh).length, ordinals(fresh).at(-1)]).toEqual([50, newest + 1]);
  });

  it("jumps though something is being loaded, and the last word counts", async () => {
    const ada = await person("Ada");
    const [hers] = await room(ada);
    await fill(ada, hers!, 200);
    const other = await device(ada);
    const fresh = other.find(hers!.id)!;
    fresh.open();
    await fresh.showAround(20);
    expect(ordinals(fresh)).toContain(20);
    await Promise.all([fresh.showAround(150), fresh.showLatest()]);
    expect(fresh.timeline.get().hasAfter).toBe(false);
  });

  it("counts every reaction once, though pages are loaded while they rain", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    await fill(ada, hers!, 120);
    await until("120", () => texts(theirs!).length >= 120, theirs!.timeline);
    const messages = theirs!.timeline.get().items.map(({ message }) => message).filter(({ content }) => content.startsWith("m"));
    const watcher = await device(ada);
    const watched = watcher.find(hers!.id)!;
    watched.open();
    const rain = Promise.all(messages.flatMap(({ id }, i) => ["👍", "🎉"].map(async (emoji, k) => {
      await grace.rest.put(`/messages/${id}/reactions/${encodeURIComponent(emoji)}`);
      if ((i + k) % 3 === 0) await grace.rest.delete(`/messages/${id}/reactions/${encodeURIComponent(emoji)}`);
    })));
    let raining = true;
    void rain.finally(() => { raining = false; });
    while (raining) {
      await watched.showAround(60);
      await watched.loadBefore();
      await watched.loadAfter();
    }
    while (watched.timeline.get().hasBefore) await watched.loadBefore();
    while (watched.timeline.get().hasAfter) await watched.loadAfter();
    const { last_seq } = await ada.rest.get<{ last_seq: number }>(`/conversations/${hers!.id}`);
    await heard(watcher, hers!.id, last_seq);
    await heard(ada, hers!.id, last_seq);
    await until("members", () => watched.members.get() !== undefined, watched.members);
    const calm = await opened(await device(ada), hers!.id);
    while (calm.timeline.get().hasBefore) await calm.loadBefore();
    expect(shown(watched)).toEqual(shown(calm));
    while (hers!.timeline.get().hasBefore) await hers!.loadBefore();
    expect(shown(hers!)).toEqual(shown(calm));
  });

  it("has threads that events keep true", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    theirs!.send("root");
    const root = await sees(hers!, "root");
    await grace.rest.post(`/conversations/${hers!.id}/messages`, { content: "one", reply_to: root.id });
    const thread = hers!.thread(root.id);
    await until("one", () => thread.view.get().items.length === 1, thread.view);
    hers!.send("two", { reply_to: root.id });
    expect(thread.view.get().items.at(-1)).toMatchObject({ message: { content: "two", quote: { content: "root" } }, sending: {} });
    await sees(theirs!, "two");
    await until("two replies", () => hers!.timeline.get().items.find(({ message }) => message.id === root.id)?.message.reply_count === 2, hers!.timeline);
    await theirs!.remove(thread.view.get().items[0]!.message.id);
    await until("deleted", () => thread.view.get().items[0]!.message.deleted_at !== null, thread.view);
    await until("one reply", () => hers!.timeline.get().items.find(({ message }) => message.id === root.id)?.message.reply_count === 1, hers!.timeline);
  });

  it("shows one's own change at once, and takes it back when it is refused", async () => {
    const [ada, grace] = [await person("Ada"), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    theirs!.send("theirs");
    const message = await sees(hers!, "theirs");
    const now = () => hers!.timeline.get().items.find(({ message: { id } }) => id === message.id)!.message;
    const editing = hers!.edit(message.id, "mine now");
    expect(now().content).toBe("mine now");
    await expect(editing).rejects.toMatchObject({ code: "forbidden" });
    expect(now().content).toBe("theirs");
    const reacting = hers!.react(message.id, "👍");
    expect(now().reactions).toEqual([{ emoji: "👍", count: 1, mine: true }]);
    await reacting;
    expect(now().reactions).toEqual([{ emoji: "👍", count: 1, mine: true }]);
    await hers!.react(message.id, "👍", false);
    expect(now().reactions).toEqual([]);
  });
});
