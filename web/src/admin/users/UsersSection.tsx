import type { AdminUserView } from "@parley/client";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { formatNumber } from "../../i18n/format.ts";
import { Avatar, Button, Menu, MenuItem } from "../../ui/index.ts";
import type { Column, Sort } from "../../ui/Table.tsx";
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
import { CreateUser } from "./CreateUser.tsx";
import { UserDetails } from "./UserDetails.tsx";
import { UserState } from "./UserState.tsx";
import { useUserDeeds } from "./useUserDeeds.ts";

const SORTS: Record<string, Sort> = {
  name: { column: "name", direction: "ascending" }, created: { column: "created", direction: "descending" },
  last_log_in: { column: "last_log_in", direction: "descending" }, messages: { column: "messages", direction: "descending" },
};
const ROLES = ["member", "admin", "owner"] as const;
const STATES = ["active", "disabled", "never_signed_in"] as const;
const MOST = 1_000; // as many as one call takes

export default function UsersSection() {
  const { t } = useTranslation("admin");
  const scope = useScope();
  const { id, open } = useAdminAddress();
  const { filters, change, clear, isSet } = useFilters(["query", "account_type", "role", "state", "sort"]);
  const { sort, ...asked } = filters;
  const pages = usePages<AdminUserView>("/admin/users", { ...scope.query, ...filters });
  const selection = useSelection(pages.rows, ({ user }) => user.id, asked);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [isCreating, setCreating] = useState(false);
  const [turn, setTurn] = useState(0);
  const deeds = useUserDeeds(selection.chosen);
  const types = scope.workspace.account_types;
  const changed = () => { pages.reload(); setTurn((before) => before + 1); };

  const columns: Column<AdminUserView>[] = [
    { id: "name", header: t("users.name"), sortable: true, cell: ({ user }) => (
      <span className="admin-person">
        <Avatar id={user.id} name={user.display_name} url={user.avatar_url} size={28} />
        <span className="admin-person-words"><bdi className="admin-strong">{user.display_name}</bdi><bdi className="admin-muted">@{user.username}</bdi></span>
      </span>
    ) },
    { id: "email", header: t("users.email"), wide: true, cell: ({ user }) => <bdi className="admin-muted">{user.email}</bdi> },
    { id: "type", header: t("users.type"), wide: true, cell: ({ user }) => <bdi>{user.account_type}</bdi> },
    { id: "role", header: t("users.role"), wide: true, cell: ({ user }) => t(`role.${user.role}`) },
    { id: "state", header: t("users.state"), cell: (row) => <UserState account={row} /> },
    { id: "last_log_in", header: t("users.lastLogIn"), sortable: true, wide: true, cell: ({ last_log_in_at }) => <When at={last_log_in_at} /> },
    { id: "sessions", header: t("users.sessions"), align: "end", wide: true, cell: ({ session_count }) => formatNumber(session_count) },
    { id: "messages", header: t("users.messages"), sortable: true, align: "end", wide: true, cell: ({ message_count }) => formatNumber(message_count) },
    { id: "created", header: t("users.created"), sortable: true, wide: true, cell: ({ user }) => <When at={user.created_at} /> },
  ];

  async function selectAll() {
    const all: AdminUserView[] = [];
    for (let cursor: string | null | undefined; cursor !== null && all.length < MOST; ) {
      const page: { items: AdminUserView[]; next_cursor: string | null } = await parley.rest.get("/admin/users", { ...scope.query, ...asked, limit: 200, cursor });
      all.push(...page.items);
      cursor = page.next_cursor;
    }
    selection.selectRows(all.slice(0, MOST));
  }

  return (
    <Split label={t("users.one")} detail={id && <UserDetails key={id} id={id} turn={turn} onDeed={setDeed} onChanged={changed} />}>
      <FilterBar onClear={clear} isSet={isSet} actions={<Button kind="primary" icon={<UserPlus />} onClick={() => setCreating(true)}>{t("users.create")}</Button>}>
        <SearchFilter label={t("users.find")} value={filters.query} onChange={(query) => change({ query })} />
        <ChoiceFilter label={t("users.state")} all={t("users.anyState")} value={filters.state} onChange={(state) => change({ state })} options={STATES.map((value) => ({ value, label: t(`userState.${value}`) }))} />
        <ChoiceFilter label={t("users.role")} all={t("users.anyRole")} value={filters.role} onChange={(role) => change({ role })} options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} />
        <ChoiceFilter label={t("users.type")} all={t("users.anyType")} value={filters.account_type} onChange={(account_type) => change({ account_type })} options={types.map((value) => ({ value, label: value }))} />
      </FilterBar>
      <BulkBar count={selection.selected.size} onClear={selection.clear} onAll={pages.onNext || pages.onBack ? selectAll : null}>
        <Button size="small" className="admin-danger" onClick={() => setDeed(deeds.disable())}>{t("users.disable")}</Button>
        <Button size="small" onClick={() => setDeed(deeds.enable())}>{t("users.enable")}</Button>
        <Menu label={t("users.setType")} trigger={<Button size="small">{t("users.setType")}</Button>}>
          {types.map((type) => <MenuItem key={type} onSelect={() => setDeed(deeds.setType(type))}><bdi>{type}</bdi></MenuItem>)}
        </Menu>
        <Menu label={t("users.setRole")} trigger={<Button size="small">{t("users.setRole")}</Button>}>
          {ROLES.filter((role) => role !== "owner" || scope.me.role === "owner").map((role) => <MenuItem key={role} onSelect={() => setDeed(deeds.setRole(role))}>{t(`role.${role}`)}</MenuItem>)}
        </Menu>
        <Button size="small" onClick={() => setDeed(deeds.signOut())}>{t("users.signOut")}</Button>
      </BulkBar>
      <Listed
        label={t("sections.users")} columns={columns} pages={pages} keyOf={({ user }) => user.id} nameOf={({ user }) => user.display_name}
        sort={SORTS[sort] ?? SORTS.created!} onSort={({ column }) => change({ sort: column })} selected={selection.selected} onSelect={selection.select} onOpen={({ user }) => open(user.id)} brief={["name", "role", "state", "last_log_in"]}
        emptyTitle={t("users.none")} emptyText={isSet ? t("otherFilters") : undefined}
      />
      <DeedDialog deed={deed} onClose={() => setDeed(null)} onDone={() => { selection.clear(); changed(); }} />
      <CreateUser open={isCreating} onClose={() => setCreating(false)} onCreated={pages.reload} />
    </Split>
  );
}
