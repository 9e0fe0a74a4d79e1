import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { emojiData } from "./build/emoji-data.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.PARLEY_SERVER ?? "http://127.0.0.1:5080";

/** Where the workspaces' sources are: one build for all, nothing to publish first. */
export const alias = {
  "@parley/client/chat-service": here("../sdk/js/src/chat-service.ts"),
  "@parley/client": here("../sdk/js/src/index.ts"),
  "@parley/react": here("../sdk/react/src/index.ts"),
};

export default defineConfig({
  plugins: [
    react(),
    emojiData(),
    VitePWA({
      strategies: "injectManifest", srcDir: "src/offline", filename: "sw.ts", injectRegister: false,
      // The page itself; everything that it then fetches (words, views, code colours) is kept as it is used: see keepOffline.ts.
      injectManifest: { globPatterns: ["index.html", "theme.js", "favicon*.svg", "assets/{index,ConversationPage}-*.{js,css}"] },
      manifest: {
        id: "/", name: "Parley", short_name: "Parley", description: "Chat that keeps what it acknowledged.",
        start_url: "/", scope: "/", display: "standalone", background_color: "#ffffff", theme_color: "#ffffff",
        icons: [
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
    }),
  ],
  resolve: { alias },
  build: { target: "es2023", sourcemap: false, manifest: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(["/api", "/ws", "/m/", "/health"].map((path) => [path, { target: server, ws: path === "/ws" }])),
  },
});
