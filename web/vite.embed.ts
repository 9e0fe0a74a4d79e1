// Builds <parley-chat> beside the app: dist/parley-chat.js, and the panel's chunks in dist/assets.
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { alias } from "./vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Style sheets become text for the shadow root: `:root` is the element there, lengths follow its own font size instead of the host page's, and what a
 * component of the kit imports for the page is left out, since nothing may reach the page.
 */
const shadowStyles = (): Plugin => ({
  name: "parley-shadow-styles",
  enforce: "pre",
  resolveId: (id) => (id.endsWith(".css") ? "\0no-styles" : undefined),
  load: (id) => (id === "\0no-styles" ? "" : undefined),
  transform(css, id) {
    if (!id.endsWith(".css?inline")) return undefined;
    return css
      .replaceAll(/:root\[data-theme="(\w+)"\]/g, ':host([theme="$1"])')
      .replaceAll(/:root:not\(([^)]*)\)/g, ":host(:not($1))")
      .replaceAll(/:root(\[[^\]]*\])/g, ":host($1)")
      .replaceAll(":root", ":host")
      .replaceAll(/(?<![\w.-])(\d*\.?\d+)rem\b/g, "calc($1 * var(--parley-font-size, 16px))");
  },
});

/** Components of the kit that here have a smaller sibling, or words of another origin. */
const smaller = [
  { find: /^react-i18next$/, replacement: here("embed/panel/translation.ts") },
  { find: /^\.\.\/ui\/IconButton\.tsx$/, replacement: here("embed/panel/IconButton.tsx") },
  { find: /^\.\.\/ui\/toasts\.ts$/, replacement: here("embed/panel/notes.ts") },
];

export default defineConfig({
  plugins: [shadowStyles(), react()],
  base: "./",
  resolve: { alias: [...smaller, ...Object.entries(alias).map(([find, replacement]) => ({ find: new RegExp(`^${find}$`), replacement }))] },
  build: {
    target: "es2023", outDir: "dist", emptyOutDir: false, copyPublicDir: false, sourcemap: false, manifest: ".vite/embed.json", modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: here("embed/parley-chat.ts"), preserveEntrySignatures: "strict",
      output: { entryFileNames: "parley-chat.js", chunkFileNames: "assets/chat-[name]-[hash].js" },
    },
  },
});
