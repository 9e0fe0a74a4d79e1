import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { "@parley/client": here("../js/src/index.ts"), "@parley/react": here("src/index.ts") }, dedupe: ["react", "react-dom"] },
  server: { fs: { allow: [here("../..")] } },
  test: {
    environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
    include: ["tests/**/*.test.{ts,tsx}"], globalSetup: ["../js/tests/server.ts"], testTimeout: 120_000, hookTimeout: 60_000,
  },
});
