// The examples of docs/sdk.md: each is type-checked, and those marked `run` are run.
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { PASSWORD, person, server, sent, socket } from "./cast.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FOLDER = at(`.docs-${process.pid}/`);
const SCOPE = "{ url, socket, username, password, friend, parley }";
const TYPE = "{ url: string; socket: (url: string) => WebSocket; username: string; password: string; friend: string; parley: import(\"@parley/client\").Parley }";

const examples = [...(await readFile(at("../../../docs/sdk.md"), "utf8")).matchAll(/^```(ts run|tsx)\n([\s\S]*?)^```/gm)].map(([, kind, code], i) => ({ kind: kind!, code: code!, i }));

beforeAll(async () => {
  await mkdir(FOLDER);
  for (const { kind, code, i } of examples) {
    const lines = code.split("\n");
    const isImport = (line: string) => line.startsWith("import ");
    await writeFile(`${FOLDER}example${i}.${kind.slice(0, 3).trim()}`, kind === "tsx" ? code : [
      ...lines.filter(isImport), `export default async (${code.includes("new Parley(") ? SCOPE.replace(", parley", "") : SCOPE}: ${TYPE}) => {`,
      "  void [url, socket, username, password, friend];", ...lines.filter((line) => !isImport(line)), "};"].join("\n"));
  }
  await writeFile(`${FOLDER}tsconfig.json`, JSON.stringify({
    extends: "../../../react/tsconfig.json", files: examples.map(({ kind, i }) => `example${i}.${kind.slice(0, 3).trim()}`), include: [],
    compilerOptions: {
      noUnusedLocals: false, noUnusedParameters: false,
      paths: { "@parley/client": ["../../src/index.ts"], "@parley/client/chat-service": ["../../src/chat-service.ts"], "@parley/react": ["../../../react/src/index.ts"] },
    },
  }));
});
afterAll(() => rm(FOLDER, { recursive: true, force: true }));

it("There are examples, and every one is type-checked", async () => {
  expect(examples.length).toBeGreaterThanOrEqual(5);
  await promisify(execFile)(process.execPath, [at("../../../node_modules/typescript/bin/tsc"), "-p", FOLDER]).catch((error: { stdout: string }) => { throw new Error(error.stdout); });
});

it.each(examples.filter(({ kind }) => kind === "ts run"))("Example $i runs", async ({ i }) => {
  const [ada, grace] = [await person("Ada"), await person("Grace")];
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    const { default: run } = await import(/* @vite-ignore */ `${FOLDER}example${i}.ts`) as { default: (scope: object) => Promise<void> };
    await run({ url: server(), socket, username: ada.me.get()!.username, password: PASSWORD, friend: grace.me.get()!.id, parley: ada });
    for (const conversation of ada.conversations.get()) await sent(conversation);
  } finally {
    log.mockRestore();
  }
});
