import type { Conversation } from "@parley/client";
import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PanelHead } from "../app/PanelHead.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { type Asked, write } from "./query.ts";
import { Results } from "./Results.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { useSearch } from "./useSearch.ts";
import "./Search.css";

/** The search of one conversation, beside its timeline. */
export default function SearchPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("search");
  const [asked, ask] = useState<Asked>({ words: "", filters: [] });
  const results = useRef<HTMLDivElement>(null);
  const found = useSearch(asked, conversation.id);
  return (
    <section className="search-panel" aria-label={t("titleHere")}>
      <PanelHead title={t("titleHere")} />
      <div className="search-panel-head">
        <SearchBox asked={asked} onAsk={ask} label={t("labelHere")} results={results} scope />
        <FilterBar filters={asked.filters} onChange={(filters) => ask({ ...asked, filters })} scope />
      </div>
      <div className="search-panel-body">
        {write(asked) === "" ? <EmptyState icon={<Search />} title={t("beginHere")} text={t("beginHint")} /> : <Results found={found} place={results} inOne />}
      </div>
    </section>
  );
}
