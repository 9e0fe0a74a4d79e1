import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { alias } from "../vite.config.ts";
import { emojiData } from "../build/emoji-data.ts";

/** The page's own policy (src/Parley.Server/Web), so that a piece that breaks it is seen here first. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
  + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types parley";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  publicDir: fileURLToPath(new URL("../public", import.meta.url)),
  plugins: [react(), emojiData()],
  resolve: { alias },
  build: { target: "es2023", modulePreload: { polyfill: false }, assetsInlineLimit: 0, emptyOutDir: true, outDir: fileURLToPath(new URL("../../out/gallery", import.meta.url)) },
  preview: { host: "127.0.0.1", headers: { "Content-Security-Policy": policy } },
});
