import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./app/App.tsx";
import { parley } from "./app/parley.ts";
import { startLanguage } from "./i18n/i18n.ts";
import { keepOffline } from "./offline/keepOffline.ts";
import { sayNewVersion } from "./offline/newVersion.ts";
import { watchInstall } from "./settings/install.ts";
import { UiProvider } from "./ui/UiProvider.tsx";

// The conversation view is the next thing that anybody opens: at its own address at once, otherwise as soon as there is time.
const fetchConversationView = () => void import("./conversation/ConversationPage.tsx");
if (location.pathname.startsWith("/c/")) fetchConversationView();
else setTimeout(fetchConversationView, 1_000);

// Words and the person's data are fetched side by side; nothing is drawn before the words are there, so no key is ever seen.
watchInstall();
void parley.start();
await startLanguage(["app", "sidebar"]);
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <UiProvider>
      <Suspense fallback={null}>
        <App />
      </Suspense>
    </UiProvider>
  </StrictMode>,
);
sayNewVersion();
keepOffline();
