import { Fragment } from "react";
import "./Kbd.css";

const apple = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");
const signs: Record<string, string> = apple
  ? { Mod: "⌘", Ctrl: "⌃", Alt: "⌥", Shift: "⇧", Enter: "↵", Escape: "esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" }
  : { Mod: "Ctrl", Enter: "↵", Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** `Mod+Shift+K` as keys; Mod is ⌘ on Apple's keyboards and Ctrl elsewhere. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="ui-keys" dir="ltr">
      {(keys === "+" ? [keys] : keys.split("+")).map((key, at) => <Fragment key={at}><kbd className="ui-kbd">{signs[key] ?? key}</kbd></Fragment>)}
    </span>
  );
}
