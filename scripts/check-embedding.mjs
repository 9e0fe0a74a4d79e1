// Tries the recipes of docs/embedding.md: each makes a token by its very file, and a Parley that trusts the issuer has to know the person by it.
// What is not installed is said and left out; with --all that is a failure. Last line: "N passed, N failed".
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "../web/e2e/server.mjs";

const recipes = fileURLToPath(new URL("../docs/examples/embedding/", import.meta.url));
const [issuer, secret] = ["https://shop.example", "a secret with ünïcode of more than 32 bytes"];
const env = { ...process.env, CHAT_ISSUER: issuer, CHAT_SECRET: secret };
const [id, name] = ["shop/42", "Zoë \"the spade\" O'Hara"];
const run = (program, args, options) => execFileSync(program, args, { env: { ...env, ID: id, NAME: name }, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], ...options }).trim();

/** A program of one file around the class, outside the repository, so that none of its build settings count. */
function csharp() {
  const folder = mkdtempSync(join(tmpdir(), "chat-token-"));
  try {
    copyFileSync(join(recipes, "ChatToken.cs"), join(folder, "ChatToken.cs"));
    writeFileSync(join(folder, "Program.cs"), "System.Console.Write(ChatToken.For(System.Environment.GetEnvironmentVariable(\"ID\")!, System.Environment.GetEnvironmentVariable(\"NAME\")!));");
    writeFileSync(join(folder, "token.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup></Project>");
    return run("dotnet", ["run", "--project", folder], { env: { ...env, ID: id, NAME: name, MSBUILDDISABLENODEREUSE: "1", DOTNET_CLI_UI_LANGUAGE: "en" } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const RECIPES = [
  ["ASP.NET Core", "dotnet", csharp],
  ["Node", "node", () => run("node", ["--input-type=module", "-e", `import { chatToken } from ${JSON.stringify(`${recipes}token.mjs`)}; process.stdout.write(chatToken(process.env.ID, process.env.NAME));`])],
  ["Python", "python3", () => run("python3", ["-c", "import os, token_recipe as t; print(t.chat_token(os.environ['ID'], os.environ['NAME']), end='')".replace("import os, token_recipe as t", `import os, importlib.util as u; s = u.spec_from_file_location('recipe', ${JSON.stringify(`${recipes}token.py`)}); t = u.module_from_spec(s); s.loader.exec_module(t)`)])],
  ["PHP", "php", () => run("php", ["-r", `require ${JSON.stringify(`${recipes}token.php`)}; echo chat_token(getenv("ID"), getenv("NAME"));`])],
];

const there = (program) => {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

let [passed, failed] = [0, 0];
const server = await startServer({
  "Parley:TrustedIssuers:0:Issuer": issuer, "Parley:TrustedIssuers:0:Algorithm": "HS256", "Parley:TrustedIssuers:0:Secret": secret, "Parley:TrustedIssuers:0:NameClaim": "name",
});
try {
  const me = (token) => fetch(`${server.address}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  let known;
  for (const [what, program, make] of RECIPES) {
    try {
      if (!there(program)) {
        console.log(`left out  ${what}: ${program} is not installed`);
        if (process.argv.includes("--all")) throw new Error(`${program} is not installed`);
        continue;
      }
      const token = make();
      const answer = await me(token);
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      const person = await answer.json();
      known ??= person.id;
      if (person.display_name !== name || person.id !== known) throw new Error(`known as ${person.id} ${person.display_name}`);
      const forged = await me(`${token.slice(0, -4)}AAAA`);
      if (forged.status !== 401) throw new Error(`a forged one was answered with ${forged.status}`);
      passed++;
      console.log(`ok  ${what}`);
    } catch (error) {
      failed++;
      console.error(`not ok  ${what}: ${error.stderr || error.message}`);
    }
  }
} finally {
  await server.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
