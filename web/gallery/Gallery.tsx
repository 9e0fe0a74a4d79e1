import { Suspense, useState } from "react";
import { chooseLanguage } from "../src/i18n/i18n.ts";
import { type Language, languages } from "../src/i18n/languages.ts";
import { Button, Menu, MenuChoice, UiProvider } from "../src/ui/index.ts";
import { Tabs } from "../src/ui/Tabs.tsx";
import { Charts } from "./Charts.tsx";
import { Controls } from "./Controls.tsx";
import { Media } from "./Media.tsx";
import { Overlays } from "./Overlays.tsx";
import { Texts } from "./Texts.tsx";
import "./gallery.css";

const pages = { controls: <Controls />, overlays: <Overlays />, texts: <Texts />, media: <Media />, charts: <Charts /> };

export function Gallery() {
  const [language, setLanguage] = useState(document.documentElement.lang);
  const [theme, setTheme] = useState("system");
  const [page, setPage] = useState(location.hash.slice(1) || "controls");
  return (
    <UiProvider>
      <header className="gallery-head">
        <h1>Parley's pieces</h1>
        <Menu trigger={<Button>{languages[language as Language] ?? language}</Button>}>
          <MenuChoice value={language} onChange={(one) => { setLanguage(one); void chooseLanguage(one as Language); }} options={Object.entries(languages).map(([value, label]) => ({ value, label }))} />
        </Menu>
        <Menu trigger={<Button>{theme}</Button>}>
          <MenuChoice
            value={theme} options={["system", "light", "dark", "contrast"].map((value) => ({ value, label: value }))}
            onChange={(one) => {
              setTheme(one);
              const { dataset } = document.documentElement;
              delete dataset.theme; delete dataset.contrast;
              if (one === "contrast") dataset.contrast = "more"; else if (one !== "system") dataset.theme = one;
            }}
          />
        </Menu>
      </header>
      <main className="gallery">
        <Suspense>
          <Tabs label="Pieces" value={page} onChange={setPage} tabs={Object.entries(pages).map(([id, content]) => ({ id, label: id, content }))} />
        </Suspense>
      </main>
    </UiProvider>
  );
}
