// The real server, started once for all tests: on a free port, with a data directory of its own, stopped by its process.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext { server: string; dll: string }
}

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const STARTS_WITHIN = 60_000;

/** The program under test: `PARLEY_DLL`, or what `dotnet build -c Release` made. */
export function program(): string {
  const dll = process.env["PARLEY_DLL"] ?? join(ROOT, "src/Parley.Server/bin/Release/net10.0/Parley.Server.dll");
  if (!existsSync(dll)) throw new Error(`There is no server at ${dll}: build it (dotnet build -c Release src/Parley.Server), or name it by PARLEY_DLL.`);
  return dll;
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => { listener.listen(0, "127.0.0.1", resolve); });
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

/** Starts a server; answers its address and how to stop it. */
export async function startServer(...settings: string[]): Promise<{ url: string; stop(): Promise<void> }> {
  const data = await mkdtemp(join(tmpdir(), "parley-sdk-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn("dotnet", [program(), "--urls", url, `--Parley:DataDirectory=${data}`, "--Parley:RateLimits:Enabled=false", ...settings], {
    stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, Logging__LogLevel__Default: "Warning" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => { said = (said + part).slice(-4_000); });
  const ended = new Promise<void>((resolve) => { child.on("exit", () => resolve()); });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  const until = Date.now() + STARTS_WITHIN;
  while (!(await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false))) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`The server did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, stop };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startServer();
  project.provide("server", url);
  return stop;
}
