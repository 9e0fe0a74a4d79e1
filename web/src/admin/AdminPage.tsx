import { ShieldAlert } from "lucide-react";
import { type ComponentType, lazy, type LazyExoticComponent, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, Redirect } from "wouter";
import { useTitle } from "../app/pageTitle.ts";
import { parley, useCell } from "../app/parley.ts";
import { EmptyState, SelectField, Skeleton } from "../ui/index.ts";
import { type Section, useAdminAddress } from "./address.ts";
import { Problem } from "./parts/Problem.tsx";
import { ScopeProvider, useScope } from "./Scope.tsx";
import "./AdminPage.css";

const pages: Record<Section, LazyExoticComponent<ComponentType>> = {
  users: lazy(() => import("./users/UsersSection.tsx")),
  conversations: lazy(() => import("./conversations/ConversationsSection.tsx")),
  messages: lazy(() => import("./messages/MessagesSection.tsx")),
  reports: lazy(() => import("./reports/ReportsSection.tsx")),
  audit: lazy(() => import("./audit/AuditSection.tsx")),
  statistics: lazy(() => import("./statistics/StatisticsSection.tsx")),
  settings: lazy(() => import("./settings/SettingsSection.tsx")),
  server: lazy(() => import("./settings/ServerSection.tsx")),
  workspaces: lazy(() => import("./settings/WorkspacesSection.tsx")),
  health: lazy(() => import("./health/HealthSection.tsx")),
};

const sections = Object.keys(pages) as Section[];
/** What only the owners of the install see. */
const ofInstall = new Set<Section>(["server", "workspaces"]);

export default function AdminPage() {
  const { t } = useTranslation("admin");
  const me = useCell(parley.me);
  if (!me || me.role === "member") return <EmptyState icon={<ShieldAlert />} title={t("notAllowed.title")} text={t("notAllowed.text")} />;
  return <ScopeProvider me={me} whileLoading={<AdminSkeleton />} failed={(error, retry) => <Problem error={error} onRetry={retry} />}><Administration /></ScopeProvider>;
}

function Administration() {
  const { t } = useTranslation("admin");
  const { section, to } = useAdminAddress();
  const { ownsInstall, all, workspace } = useScope();
  const nav = useRef<HTMLElement>(null);
  useTitle(section && sections.includes(section) ? `${t(`sections.${section}`)} · ${t("title")}` : t("title"));
  const seen = sections.filter((one) => ownsInstall || !ofInstall.has(one));

  // On a phone the parts scroll sideways; the current one is brought into view.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [section]);

  if (!section || !seen.includes(section)) return <Redirect to={to("users")} replace />;
  const Page = pages[section];
  return (
    <div className="admin">
      <header className="admin-head">
        <h1 className="admin-title">{t("title")}</h1>
        {all.length > 1
          ? <WorkspaceChoice />
          : <span className="admin-workspace"><bdi>{workspace.name}</bdi></span>}
      </header>
      <nav className="admin-nav" aria-label={t("sections.name")} ref={nav}>
        {seen.map((one) => (
          <Link key={one} to={to(one)} className="admin-nav-link" aria-current={one === section ? "page" : undefined}>{t(`sections.${one}`)}</Link>
        ))}
      </nav>
      <Suspense fallback={<AdminSkeleton />}><Page key={`${section} ${workspace.slug}`} /></Suspense>
    </div>
  );
}

/** Owners of the install act in any workspace; it stands in the address, so that a link leads to the same one. */
function WorkspaceChoice() {
  const { t } = useTranslation("admin");
  const { all, workspace, own } = useScope();
  const { section, go } = useAdminAddress();
  return (
    <SelectField
      label={t("workspace")} hideLabel className="admin-workspace-choice" value={workspace.slug}
      options={all.map(({ slug, name }) => ({ value: slug, label: name }))}
      onChange={(event) => go(section ?? "users", event.target.value === own.slug ? null : event.target.value)}
    />
  );
}

function AdminSkeleton() {
  const { t } = useTranslation("admin");
  return <div className="admin-skeleton" role="status" aria-label={t("loading")}>{[30, 96, 92, 97, 88, 94].map((width) => <Skeleton key={width} width={`${width}%`} height={18} />)}</div>;
}
