import type { AdminConversationView } from "@parley/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../i18n/format.ts";
import { Button } from "../../ui/index.ts";
import type { Column } from "../../ui/Table.tsx";
import { useAdminAddress } from "../address.ts";
import { BulkBar } from "../parts/BulkBar.tsx";
import { type Deed, DeedDialog } from "../parts/Deed.tsx";
import { ChoiceFilter, FilterBar, SearchFilter } from "../parts/FilterBar.tsx";
import { Listed } from "../parts/Listed.tsx";
import { Split } from "../parts/Split.tsx";
import { useFilters } from "../parts/useFilters.ts";
import { usePages } from "../parts/usePages.ts";
import { useSelection } from "../parts/useSelection.ts";
import { When } from "../parts/When.tsx";
import { useScope } from "../Scope.tsx";
import { ConversationDetails } from "./ConversationDetails.tsx";
import { ConversationTitle } from "./ConversationTitle.tsx";
import { ConversationState } from "./ConversationState.tsx";
import { useConversationDeeds } from "./useConversationDeeds.ts";

const TYPES = ["direct", "group", "channel"] as const;
const STATES = ["active", "deleted"] as const;

export default function ConversationsSection() {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const { id, open } = useAdminAddress();
  const { filters, change, clear, isSet } = useFilters(["query", "type", "state", "context_type"]);
  const pages = usePages<AdminConversationView>("/admin/conversations", { ...query, ...filters });
  const selection = useSelection(pages.rows, (row) => row.id, filters);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [turn, setTurn] = useState(0);
  const deeds = useConversationDeeds(selection.chosen);
  const changed = () => { pages.reload(); setTurn((before) => before + 1); };

  const columns: Column<AdminConversationView>[] = [
    { id: "title", header: t("conversations.title"), cell: (row) => <ConversationTitle conversation={row} /> },
    { id: "type", header: t("conversations.type"), wide: true, cell: ({ type }) => t(`type.${type}`) },
    { id: "visibility", header: t("conversations.visibility"), wide: true, cell: ({ visibility }) => t(`visibility.${visibility}`) },
    { id: "members", header: t("conversations.members"), align: "end", wide: true, cell: ({ member_count }) => formatNumber(member_count) },
    { id: "messages", header: t("conversations.messages"), align: "end", wide: true, cell: ({ message_count }) => formatNumber(message_count) },
    { id: "last", header: t("conversations.last"), wide: true, cell: ({ last_message_at }) => <When at={last_message_at} /> },
    { id: "created", header: t("conversations.created"), wide: true, cell: ({ created_at }) => <When at={created_at} /> },
    { id: "state", header: t("conversations.state"), cell: (row) => <ConversationState conversation={row} /> },
  ];

  return (
    <Split label={t("conversations.one")} detail={id && <ConversationDetails key={id} id={id} turn={turn} onDeed={setDeed} onChanged={changed} />}>
      <FilterBar onClear={clear} isSet={isSet}>
        <SearchFilter label={t("conversations.find")} value={filters.query} onChange={(text) => change({ query: text })} />
        <ChoiceFilter label={t("conversations.type")} all={t("conversations.anyType")} value={filters.type} onChange={(type) => change({ type })} options={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))} />
        <ChoiceFilter label={t("conversations.state")} all={t("conversations.anyState")} value={filters.state} onChange={(state) => change({ state })} options={STATES.map((value) => ({ value, label: t(`conversationState.${value}`) }))} />
        <SearchFilter label={t("conversations.contextType")} value={filters.context_type} onChange={(context_type) => change({ context_type })} search={false} />
      </FilterBar>
      <BulkBar count={selection.selected.size} onClear={selection.clear}>
        <Button size="small" className="admin-danger" onClick={() => setDeed(deeds.remove())}>{t("delete")}</Button>
        <Button size="small" onClick={() => setDeed(deeds.restore())}>{t("restore")}</Button>
      </BulkBar>
      <Listed
        label={t("sections.conversations")} columns={columns} pages={pages} keyOf={(row) => row.id} nameOf={(row) => row.title ?? t(`type.${row.type}`)}
        selected={selection.selected} onSelect={selection.select} onOpen={(row) => open(row.id)} brief={["title", "members", "messages", "state"]} emptyTitle={t("conversations.none")} emptyText={isSet ? t("otherFilters") : undefined}
      />
      <DeedDialog deed={deed} onClose={() => setDeed(null)} onDone={() => { selection.clear(); changed(); }} />
    </Split>
  );
}
