import { ListFilter, PenSquare, Search, X } from "lucide-react";
import type { Conversation } from "@parley/client";
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { openDialog } from "../app/dialogs.ts";
import { parley, useCell } from "../app/parley.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { Menu, MenuCheckItem } from "../ui/Menu.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { nameOf } from "./names.ts";
import { hasNews, rowsOf, type Section } from "./order.ts";
import { ConversationRow } from "./ConversationRow.tsx";
import { SectionRow } from "./SectionRow.tsx";
import { SidebarResizer } from "./SidebarResizer.tsx";
import { setSidebar, useSidebar } from "./settings.ts";
import "./Sidebar.css";

/** The person's conversations; drawn virtually, since there may be thousands. */
export function Sidebar() {
  const { t } = useTranslation("sidebar");
  const [location] = useLocation();
  const current = location.match(/^\/c\/([^/]+)/)?.[1];
  const all = useCell(parley.conversations);
  const change = useAnyChange(all);
  const state = useCell(parley.state);
  const settings = useSidebar();
  const [filter, setFilter] = useState("");
  const [onlyUnread, setOnlyUnread] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [stop, setStop] = useState<string>();

  // What was unread when it was opened stays where it was found until another is opened: nothing moves below the pointer.
  const opened = useRef<{ id?: string; wasUnread: boolean }>({ wasUnread: false });
  if (opened.current.id !== current) {
    const view = current === undefined ? undefined : parley.find(current)?.view.get();
    if (view || current === undefined) opened.current = { id: current, wasUnread: view !== undefined && hasNews(view) };
  }
  const held = opened.current.wasUnread ? opened.current.id : undefined;

  const rows = useMemo(() => {
    const wanted = filter.trim().toLocaleLowerCase();
    const shown = all.filter(({ id, view }) => {
      const now = view.get();
      if (onlyUnread && !now.unread_count && id !== current) return false;
      return !wanted || nameOf(now, "", t("notes")).toLocaleLowerCase().includes(wanted) || now.direct_with?.some(({ username }) => username.toLocaleLowerCase().includes(wanted));
    });
    return rowsOf(shown, { unreadFirst: settings.unreadFirst, closed: new Set<Section>(wanted || onlyUnread ? [] : settings.closed), held });
  }, [all, change, filter, onlyUnread, settings, current, held, t]);

  const ids = rows.flatMap((row, at) => (row.kind === "conversation" ? [{ at, id: row.conversation.id }] : []));
  const tabStop = ids.some(({ id }) => id === stop) ? stop : ids.some(({ id }) => id === current) ? current : ids[0]?.id;
  const focusRow = (step: number | "first" | "last") => {
    const from = ids.findIndex(({ id }) => id === tabStop);
    const to = ids[step === "first" ? 0 : step === "last" ? ids.length - 1 : Math.max(0, Math.min(ids.length - 1, from + step))];
    if (!to) return;
    setStop(to.id);
    list.current?.scrollToIndex(to.at, { align: "nearest" });
    // Drawn in the frame after the scroll.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-conversation="${to.id}"]`)?.focus());
  };
  useEffect(() => { setStop(undefined); }, [current]);

  const isEmpty = all.length === 0 && state.kind === "live";
  const isLoading = all.length === 0 && !isEmpty;
  return (
    <aside className="sidebar" aria-label={t("name")} style={{ "--sidebar": `${settings.width}px` } as React.CSSProperties}>
      <div className="sidebar-head">
        <button type="button" className="sidebar-search" onClick={() => openDialog({ kind: "switcher" })}>
          <Search aria-hidden="true" /><span>{t("jump")}</span><Kbd keys="Mod+K" />
        </button>
        <IconButton label={t("new")} icon={<PenSquare />} onClick={() => openDialog({ kind: "newConversation" })} />
      </div>
      <div className="sidebar-filter" role="search">
        <input
          type="search" value={filter} placeholder={t("filter")} aria-label={t("filter")} onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && filter) { event.stopPropagation(); setFilter(""); }
            if (event.key === "ArrowDown") { event.preventDefault(); focusRow("first"); }
          }}
        />
        {filter && <IconButton size="small" label={t("clear")} icon={<X />} onClick={() => setFilter("")} />}
        <Menu
          label={t("show")} align="end"
          trigger={<IconButton size="small" label={t("show")} icon={<ListFilter />} aria-pressed={onlyUnread} className={onlyUnread ? "sidebar-filtered" : undefined} />}
        >
          <MenuCheckItem checked={onlyUnread} onChange={setOnlyUnread}>{t("onlyUnread")}</MenuCheckItem>
          <MenuCheckItem checked={settings.unreadFirst} onChange={(unreadFirst) => setSidebar({ unreadFirst })}>{t("unreadFirst")}</MenuCheckItem>
        </Menu>
      </div>
      <div
        className="sidebar-list" ref={scroller} {...(rows.length > 0 && { role: "list", "aria-label": t("name") })}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: "first", End: "last" }[event.key] as number | "first" | "last" | undefined;
          if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          focusRow(step);
        }}
      >
        {isLoading && Array.from({ length: 12 }, (_, at) => (
          <div key={at} className="sidebar-skeleton"><Skeleton round width={28} height={28} /><Skeleton width={`${40 + ((at * 37) % 45)}%`} height={14} /></div>
        ))}
        {isEmpty && <EmptyState title={t("none")} text={t("noneWhy")} action={<Button kind="primary" onClick={() => openDialog({ kind: "newConversation" })}>{t("new")}</Button>} />}
        {!isEmpty && !isLoading && rows.length === 0 && <EmptyState title={t("nothingFound")} />}
        <Virtualizer ref={list} scrollRef={scroller} itemSize={36}>
          {rows.map((row) => row.kind === "section"
            ? <SectionRow key={row.section} section={row.section} count={row.count} isOpen={!settings.closed.includes(row.section) || filter !== "" || onlyUnread} />
            : <ConversationRow key={row.conversation.id} conversation={row.conversation} isCurrent={row.conversation.id === current} isStop={row.conversation.id === tabStop} onStop={setStop} />)}
        </Virtualizer>
      </div>
      <SidebarResizer />
    </aside>
  );
}

/** Counts up when any of them changed: the list itself stays the same as long as its order does, but sections go by what is in them. */
function useAnyChange(all: readonly Conversation[]): number {
  const [change, count] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    count(); // what changed before anybody watched
    const stops = all.map(({ view }) => view.subscribe(count));
    return () => { for (const stop of stops) stop(); };
  }, [all]);
  return change;
}
