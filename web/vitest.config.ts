import { defineConfig } from "vitest/config";
import { emojiData } from "./build/emoji-data.ts";
import { alias } from "./vite.config.ts";

export default defineConfig({
  plugins: [emojiData()],
  resolve: { alias },
  // The tests read the tokens' own text; without `css` Vitest would hand them an empty file.
  test: { include: ["{src,embed}/**/*.test.{ts,tsx}"], css: true },
});
