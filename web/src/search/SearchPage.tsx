import { Search, Trash2 } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { PageFrame } from "../app/PageFrame.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { type Asked, read, write } from "./query.ts";
import { forgetSearches, recentSearches, rememberSearch } from "./recent.ts";
import { Results } from "./Results.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { useSearch } from "./useSearch.ts";
import "./Search.css";

/** Everything that one may read. What is asked stands in the address, so that back and a link show the same. */
export default function SearchPage() {
  const { t } = useTranslation("search");
  const [address, setAddress] = useSearchParams();
  const q = address.get("q") ?? "";
  const [asked, setAsked] = useState(() => read(q));
  const results = useRef<HTMLDivElement>(null);
  const found = useSearch(asked);
  // The address says it differently when it came from outside: a link, the back button.
  const last = useRef(q);
  if (q !== last.current) {
    last.current = q;
    setAsked(read(q));
  }

  const ask = useCallback((next: Asked) => {
    setAsked(next);
    last.current = write(next);
    setAddress(last.current ? { q: last.current } : {}, { replace: true });
  }, [setAddress]);
  const isEmpty = write(asked) === "";

  return (
    <PageFrame
      title={t("title")}
      tools={<><SearchBox asked={asked} onAsk={ask} label={t("label")} results={results} /><FilterBar filters={asked.filters} onChange={(filters) => ask({ ...asked, filters })} /></>}
    >
      {isEmpty ? <Before onAsk={(text) => ask(read(text))} /> : (
        <div onClickCapture={() => rememberSearch(write(asked))}><Results found={found} place={results} /></div>
      )}
    </PageFrame>
  );
}

/** Nothing is asked yet: what was asked lately, and what can be asked. */
function Before({ onAsk }: { onAsk(text: string): void }) {
  const { t } = useTranslation("search");
  const [recent, setRecent] = useState(recentSearches);
  if (recent.length === 0) return <EmptyState icon={<Search />} title={t("begin")} text={t("beginHint")} />;
  return (
    <section aria-labelledby="search-recent">
      <div className="search-recent-head">
        <h2 className="search-group" id="search-recent">{t("recent")}</h2>
        <Button kind="quiet" size="small" icon={<Trash2 />} onClick={() => { forgetSearches(); setRecent([]); }}>{t("forget")}</Button>
      </div>
      <ul role="list" className="search-list">
        {recent.map((text) => <li key={text}><button type="button" className="search-hit search-hit-one" onClick={() => onAsk(text)}><Search aria-hidden="true" className="search-recent-icon" /><bdi className="search-hit-words">{text}</bdi></button></li>)}
      </ul>
    </section>
  );
}
