// Every piece on one page, for looking at: served by `npx vite web` at /gallery/, never built into the app.
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import "../src/styles/tokens.css";
import "../src/styles/base.css";
import { startLanguage } from "../src/i18n/i18n.ts";
import { Gallery } from "./Gallery.tsx";

await startLanguage(["text", "media", "emoji"]);
createRoot(document.getElementById("root")!).render(<StrictMode><Suspense><Gallery /></Suspense></StrictMode>);
