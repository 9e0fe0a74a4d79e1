// What Web.targets runs: installs the packages and builds the app where either is older than what it is made from. Arguments: a file that
// lists what the app is made from, and the stamp of the last good build.
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

const [inputsFile, stamp] = process.argv.slice(2);
const held = join("node_modules", ".package-lock.json"); // npm writes it last
const lock = join("web", ".building");
const changed = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** Two builds at once (of two projects, or two people's) would empty each other's folders. */
async function enter() {
  for (;;) {
    try {
      const file = openSync(lock, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      process.on("exit", () => rmSync(lock, { force: true }));
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isLeftBehind()) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Its builder was killed before it could take the lock away. */
function isLeftBehind() {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    if (pid === 0) return Date.now() - changed(lock) > 5_000; // made, not yet written
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** Its output is shown only when it failed. */
function run(what, args) {
  const done = spawnSync("npm", args, { encoding: "utf8", shell: process.platform === "win32", maxBuffer: 64 << 20 });
  if (done.status === 0) return;
  console.error(`${done.stdout ?? ""}${done.stderr ?? ""}${done.error ?? ""}`);
  console.error(`The web app could not be built: ${what} failed (npm ${args.join(" ")}). Without it: -p:BuildWeb=false.`);
  process.exit(1);
}

await enter();
const begun = new Date();
if (changed(held) < changed("package-lock.json")) {
  run("fetching its packages", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
}
const inputs = [...readFileSync(inputsFile, "utf8").split(/\r?\n/).filter(Boolean), inputsFile];
const built = changed(stamp);
if (inputs.some((file) => changed(file) > built)) {
  run("its build", ["run", "build", "-w", "web"]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, "");
  utimesSync(stamp, begun, begun); // what changed meanwhile is built the next time
}
