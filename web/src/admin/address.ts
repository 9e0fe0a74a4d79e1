// Where one is in the administration: /admin/<section>/<id>?<filters>, so that a link reproduces what is seen.
import { useLocation, useSearch } from "wouter";

export type Section = "users" | "conversations" | "messages" | "reports" | "audit" | "statistics" | "settings" | "server" | "workspaces" | "health";

export function useAdminAddress() {
  const [location, navigate] = useLocation();
  const search = useSearch();
  const [, , section, id] = location.split("/");
  const workspace = new URLSearchParams(search).get("workspace");
  const address = (to: string, one: string | undefined, filters: Record<string, string>, slug: string | null) => {
    const query = new URLSearchParams({ ...filters, ...(slug && { workspace: slug }) }).toString();
    return `/admin/${to}${one ? `/${encodeURIComponent(one)}` : ""}${query && `?${query}`}`;
  };
  return {
    section: (section || undefined) as Section | undefined,
    id: id ? decodeURIComponent(id) : undefined,
    workspace,
    /** Another place with filters of its own, in the same workspace. */
    to: (next: Section, one?: string, filters: Record<string, string> = {}) => address(next, one, filters, workspace),
    /** One of this list, or none; the filters stay. */
    open: (one: string | null) => navigate(`/admin/${section}${one ? `/${encodeURIComponent(one)}` : ""}${search && `?${search}`}`),
    /** The same section in another workspace. */
    go: (next: Section, slug: string | null) => navigate(address(next, undefined, {}, slug)),
  };
}
