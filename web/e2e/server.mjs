// A Parley server of the tests' own: a free port, a fresh data directory, stopped by its pid.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DLL = process.env.PARLEY_DLL ?? fileURLToPath(new URL("../../src/Parley.Server/bin/Release/net10.0/Parley.Server.dll", import.meta.url));

export async function startServer(settings = {}) {
  const data = mkdtempSync(join(tmpdir(), "parley-browser-"));
  const lines = [];
  const all = { "Parley:DataDirectory": join(data, "data"), "Parley:RateLimits:Enabled": "false", "Parley:LinkPreviews:Enabled": "false", ...settings };
  const child = spawn("dotnet", [DLL, "--urls", "http://127.0.0.1:0", ...Object.entries(all).map(([key, value]) => `--${key}=${value}`)], { stdio: ["ignore", "pipe", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    let text = "";
    const read = (chunk) => {
      text += chunk;
      lines.push(...String(chunk).split("\n"));
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (found) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", (code) => reject(new Error(`The server ended with ${code}:\n${text}`)));
  });
  return {
    address, data,
    /** What it noted as an error. */
    errors: () => lines.filter((line) => /^(fail|crit):/.test(line) || /"LogLevel":"(Error|Critical)"/.test(line)),
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => { child.once("exit", resolve); });
        child.kill("SIGTERM");
        await ended;
      }
      rmSync(data, { recursive: true, force: true });
    },
  };
}
