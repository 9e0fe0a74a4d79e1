import type { AdminMessageView } from "@parley/client";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Button, EmptyState } from "../../ui/index.ts";
import type { Column } from "../../ui/Table.tsx";
import { useAdminAddress } from "../address.ts";
import { BulkBar } from "../parts/BulkBar.tsx";
import { Chip } from "../parts/Chip.tsx";
import { type Deed, DeedDialog } from "../parts/Deed.tsx";
import { ChoiceFilter, DaysFilter, FilterBar, SearchFilter } from "../parts/FilterBar.tsx";
import { Listed } from "../parts/Listed.tsx";
import { ConversationFilter, PersonFilter } from "../parts/NamedFilter.tsx";
import { PersonName } from "../parts/PersonName.tsx";
import { Split } from "../parts/Split.tsx";
import { startOf, useFilters } from "../parts/useFilters.ts";
import { usePages } from "../parts/usePages.ts";
import { useSelection } from "../parts/useSelection.ts";
import { When } from "../parts/When.tsx";
import { useScope } from "../Scope.tsx";
import { MessageDetails } from "./MessageDetails.tsx";
import { messageWords } from "./messageWords.ts";
import { useMessageDeeds } from "./useMessageDeeds.ts";

export default function MessagesSection() {
  const { t } = useTranslation("admin");
  const { workspace } = useScope();
  const { to } = useAdminAddress();
  // Nothing is asked of the server where the answer is known: it would be noted as a reading.
  if (workspace.settings?.admin_reads_messages === false)
    return <EmptyState icon={<EyeOff />} title={t("messages.closedTitle")} text={t("messages.closedText")} action={<Link href={to("settings")}>{t("sections.settings")}</Link>} />;
  return <Messages />;
}

function Messages() {
  const { t } = useTranslation("admin");
  const { query } = useScope();
  const { id, open } = useAdminAddress();
  const { filters, change, clear, isSet } = useFilters(["query", "user_id", "conversation_id", "from", "to", "deleted"]);
  const pages = usePages<AdminMessageView>("/admin/messages", { ...query, ...filters, from: startOf(filters.from), to: startOf(filters.to, 1) });
  const selection = useSelection(pages.rows, ({ message }) => message.id, filters);
  const [deed, setDeed] = useState<Deed | null>(null);
  const deeds = useMessageDeeds(selection.chosen);
  const opened = pages.rows.find(({ message }) => message.id === id);

  const columns: Column<AdminMessageView>[] = [
    { id: "at", header: t("messages.at"), cell: ({ message }) => <When at={message.created_at} /> },
    { id: "who", header: t("messages.sender"), wide: true, cell: ({ message }) => <span className="admin-line"><PersonName id={message.sender_id} /></span> },
    { id: "where", header: t("messages.conversation"), wide: true, cell: (row) => <bdi className="admin-muted admin-line">{row.conversation_title ?? t(`type.${row.conversation_type}`)}</bdi> },
    { id: "text", header: t("messages.text"), cell: (row) => <span className="admin-excerpt" dir="auto">{messageWords(row.message, t)}</span> },
    { id: "state", header: t("messages.state"), wide: true, cell: (row) => <MessageState row={row} /> },
  ];

  return (
    <Split label={t("messages.one")} detail={id && opened && <MessageDetails key={id} row={opened} onDeed={setDeed} />}>
      <FilterBar onClear={clear} isSet={isSet}>
        <SearchFilter label={t("messages.find")} value={filters.query} onChange={(text) => change({ query: text })} />
        <PersonFilter label={t("messages.sender")} value={filters.user_id} onChange={(user_id) => change({ user_id })} />
        <ConversationFilter label={t("messages.conversation")} value={filters.conversation_id} onChange={(conversation_id) => change({ conversation_id })} />
        <ChoiceFilter label={t("messages.state")} all={t("messages.anyState")} value={filters.deleted} onChange={(deleted) => change({ deleted })} options={[{ value: "false", label: t("messages.present") }, { value: "true", label: t("messages.deletedOnes") }]} />
        <DaysFilter from={filters.from} to={filters.to} onChange={change} />
      </FilterBar>
      <p className="admin-hint">{t("messages.noted")}</p>
      <BulkBar count={selection.selected.size} onClear={selection.clear}>
        <Button size="small" className="admin-danger" onClick={() => setDeed(deeds.remove())}>{t("delete")}</Button>
        <Button size="small" onClick={() => setDeed(deeds.restore())}>{t("restore")}</Button>
      </BulkBar>
      <Listed
        label={t("sections.messages")} columns={columns} pages={pages} keyOf={({ message }) => message.id} nameOf={({ message }) => messageWords(message, t)}
        selected={selection.selected} onSelect={selection.select} onOpen={({ message }) => open(message.id)} brief={["at", "who", "text", "state"]}
        emptyTitle={pages.onNext ? t("messages.goOn") : t("messages.none")} emptyText={isSet && !pages.onNext ? t("otherFilters") : undefined}
      />
      <DeedDialog deed={deed} onClose={() => setDeed(null)} onDone={() => { selection.clear(); pages.reload(); }} />
    </Split>
  );
}

export function MessageState({ row: { message, restorable } }: { row: AdminMessageView }) {
  const { t } = useTranslation("admin");
  if (message.deleted_at) return <Chip tone="bad">{restorable ? t("messages.restorable") : t("messages.gone")}</Chip>;
  return message.edited_at ? <Chip>{t("messages.edited")}</Chip> : null;
}
