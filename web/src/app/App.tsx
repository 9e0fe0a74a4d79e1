import { lazy } from "react";
import { parley, useCell } from "./parley.ts";
import { Shell } from "./Shell.tsx";

const SignedOut = lazy(() => import("../session/SignedOut.tsx"));

/** Either somebody is here and sees their conversations, or the page asks who it is. */
export function App() {
  const me = useCell(parley.me);
  const state = useCell(parley.state);
  if (me) return <Shell me={me} />;
  return state.kind === "signed_out" ? <SignedOut code={state.code} /> : <div className="app-starting" aria-busy="true" />;
}
