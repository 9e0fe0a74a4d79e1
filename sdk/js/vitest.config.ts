import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["tests/**/*.test.ts"], globalSetup: ["tests/server.ts"], testTimeout: 120_000, hookTimeout: 60_000 },
});
