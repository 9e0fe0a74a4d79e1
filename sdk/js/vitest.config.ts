import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^@parley\/client$/, replacement: here("src/index.ts") }, { find: "@parley/client/chat-service", replacement: here("src/chat-service.ts") }] },
  test: { include: ["tests/**/*.test.ts"], globalSetup: ["tests/server.ts"], testTimeout: 120_000, hookTimeout: 60_000 },
});
