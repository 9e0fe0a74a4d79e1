import type { UserView, WorkspaceView } from "@parley/client";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { parley } from "../app/parley.ts";
import { useAdminAddress } from "./address.ts";

/** The workspace that is administered. */
export interface Scope {
  me: UserView;
  workspace: WorkspaceView;
  own: WorkspaceView;
  all: WorkspaceView[];
  ownsInstall: boolean;
  /** Goes with every call: names the workspace where it is not one's own. */
  query: { workspace?: string };
  /** Takes in what was changed. */
  learn(changed: WorkspaceView): void;
}

const Context = createContext<Scope | null>(null);
/** Its owners own the install; the server calls it so. */
const FIRST = "main";

export function useScope(): Scope {
  const scope = useContext(Context);
  if (!scope) throw new Error("Outside of the administration.");
  return scope;
}

export function ScopeProvider({ me, children, whileLoading, failed }: { me: UserView; children: ReactNode; whileLoading: ReactNode; failed(error: unknown, retry: () => void): ReactNode }) {
  const { workspace: wanted } = useAdminAddress();
  const [all, setAll] = useState<WorkspaceView[]>();
  const [problem, setProblem] = useState<unknown>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let isOld = false;
    setProblem(undefined);
    parley.rest.all<WorkspaceView>("/workspaces").then((found) => { if (!isOld) setAll(found); }, (error: unknown) => { if (!isOld) setProblem(error); });
    return () => { isOld = true; };
  }, [me.id, turn]);

  if (problem) return failed(problem, () => setTurn(turn + 1));
  if (!all) return whileLoading;
  const own = all.find(({ slug }) => slug === FIRST) ?? all[0]!;
  const ownsInstall = me.role === "owner" && own.slug === FIRST;
  const workspace = all.find(({ slug }) => slug === wanted) ?? own;
  const learn = (changed: WorkspaceView) =>
    setAll((before) => (before!.some(({ id }) => id === changed.id) ? before!.map((one) => (one.id === changed.id ? changed : one)) : [...before!, changed]));
  return <Context value={{ me, workspace, own, all, ownsInstall, query: workspace === own ? {} : { workspace: workspace.slug }, learn }}>{children}</Context>;
}
