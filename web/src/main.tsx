import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./app/App.tsx";
import { parley } from "./app/parley.ts";
import { i18next, startLanguage } from "./i18n/i18n.ts";
import { keepOffline } from "./offline/keepOffline.ts";
import { sayNewVersion } from "./offline/newVersion.ts";
import { watchInstall } from "./settings/install.ts";
import { UiProvider } from "./ui/UiProvider.tsx";

// The conversation view is the next thing that anybody opens: at its own address at once, otherwise as soon as there is time.
// Then it is here, too, when there is no network any more.
const fetchConversationView = () => {
  void import("./conversation/ConversationPage.tsx");
  void i18next.loadNamespaces(["timeline", "composer", "text", "media", "emoji", "thread"]);
};

// Words and the person's data are fetched side by side; nothing is drawn before the words are there, so no key is ever seen.
watchInstall();
void parley.start();
if (location.pathname.startsWith("/c/")) void import("./conversation/ConversationPage.tsx");
await startLanguage(["app", "sidebar"]);
setTimeout(fetchConversationView, location.pathname.startsWith("/c/") ? 0 : 500);
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
