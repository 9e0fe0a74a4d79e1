import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { logIn, type FileView, type Parley } from "../src/index.ts";
import { lineTo, live, person, room, sees, sent, until } from "./cast.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const download = async (parley: Parley, id: string) => new Uint8Array(await (await parley.rest.raw("GET", `/files/${id}/content`, undefined)).arrayBuffer());
const bytes = (size: number) => new Uint8Array(randomBytes(size));

describe("Uploads", () => {
  it("say how far they are, and what arrives is what was sent", async () => {
    const ada = await person("Ada");
    const content = bytes(3_000_000);
    const shares: number[] = [];
    const file = await ada.upload(new Blob([content]), { name: "zeichnung.bin", onProgress: (share) => shares.push(share) });
    expect(file).toMatchObject({ name: "zeichnung.bin", size: content.length });
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(sha256(await download(ada, file.id))).toBe(sha256(content));
  });

  it("go on where they were cut", async () => {
    const line = await lineTo();
    const ada = await person("Ada", { url: line.url, credentials: logIn(line.url) });
    const content = bytes(4_000_000);
    let cuts = 0;
    line.cutAfter(500_000);
    const file = await ada.upload(new Blob([content]), {
      name: "cut.bin",
      onProgress: () => {
        line.mend();
        if (++cuts <= 3) line.cutAfter(400_000);
      },
      onBegun: () => { setTimeout(() => line.mend(), 700); }, // the first cut falls before any progress
    });
    expect(sha256(await download(ada, file.id))).toBe(sha256(content));
  });

  it("are taken back when they are given up", async () => {
    const ada = await person("Ada");
    const giveUp = new AbortController();
    let id = "";
    const upload = ada.upload(new Blob([bytes(3_000_000)]), { signal: giveUp.signal, onBegun: (begun) => { id = begun; }, onProgress: () => giveUp.abort() });
    await expect(upload).rejects.toMatchObject({ code: "aborted" });
    await expect(ada.rest.raw("HEAD", `/files/tus/${id}`, undefined, { headers: { "tus-resumable": "1.0.0" } })).rejects.toMatchObject({ status: 404 });
  });

  it("travel with the messages that carry them, in order, also when they were written without a line", async () => {
    const line = await lineTo();
    const [ada, grace] = [await person("Ada", { url: line.url, credentials: logIn(line.url) }), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    const content = bytes(700_000);
    line.cut();
    const id = hers!.send("look", { files: [{ file: new File([content], "wrong.bin"), name: "right.bin" }], message_type: "file" });
    hers!.send("did you see?");
    const progress = ada.progress(id);
    line.mend();
    ada.hurry();
    await live(ada);
    await sees(theirs!, "did you see?");
    const [first, second] = theirs!.timeline.get().items.slice(-2).map(({ message }) => message);
    expect([first!.content, second!.content]).toEqual(["look", "did you see?"]);
    expect(first!.attachments).toMatchObject([{ name: "right.bin", size: content.length }]);
    expect(sha256(await download(grace, first!.attachments[0]!.id))).toBe(sha256(content));
    expect(progress.get()).toBe(1);
    await sent(hers!);
  });

  it("end with the message that is discarded, and let the next one go", async () => {
    const line = await lineTo();
    const [ada, grace] = [await person("Ada", { url: line.url, credentials: logIn(line.url) }), await person("Grace")];
    const [hers, theirs] = await room(ada, grace);
    const id = hers!.send("never mind", { files: [{ file: new Blob([bytes(8_000_000)]), name: "large.bin" }] });
    hers!.send("next");
    await until("begun", () => ada.progress(id).get() > 0, ada.progress(id));
    await ada.discard(id);
    await sees(theirs!, "next");
    await sent(hers!);
    expect((await ada.rest.get<{ items: FileView[] }>("/files")).items).toEqual([]);
    expect(theirs!.timeline.get().items.some(({ message }) => message.content === "never mind")).toBe(false);
  });
});
