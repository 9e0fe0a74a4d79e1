// The whole client, minified and compressed, must stay small: fails above 15,000 bytes.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const LIMIT = 15_000;
const bundle = await rolldown({ input: fileURLToPath(new URL("../src/index.ts", import.meta.url)) });
const { output } = await bundle.generate({ format: "esm", minify: true });
const size = gzipSync(output[0].code, { level: 9 }).length;
console.log(`@parley/client: ${size.toLocaleString("en")} bytes gzip of ${LIMIT.toLocaleString("en")}`);
process.exitCode = size > LIMIT ? 1 : 0;
