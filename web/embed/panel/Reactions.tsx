import type { ReactionCount } from "@parley/client";
import { useEffect, useRef } from "react";
import { useTalk } from "./talk.ts";

const OFFERED = ["👍", "❤️", "😂", "🎉", "😮", "🙏"];

export function Reactions({ reactions, onToggle }: { reactions: readonly ReactionCount[]; onToggle(emoji: string): void }) {
  const { t } = useTalk();
  return (
    <ul className="reactions" role="list">
      {reactions.map(({ emoji, count, mine }) => (
        <li key={emoji}><button type="button" aria-pressed={mine ?? false} aria-label={t("reaction", { emoji, count })} onClick={() => onToggle(emoji)}><span>{emoji}</span>{count}</button></li>
      ))}
    </ul>
  );
}

/** A few that say most; opened by a button or `+`, closed by Escape. */
export function ReactionChoice({ onChoose, onClose }: { onChoose(emoji: string): void; onClose(): void }) {
  const { t } = useTalk();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const opener = (box.current!.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    box.current!.querySelector("button")!.focus();
    const away = (event: Event) => { if (!event.composedPath().includes(box.current!)) onClose(); };
    addEventListener("pointerdown", away);
    return () => { removeEventListener("pointerdown", away); opener?.focus(); };
  }, []);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return onClose();
    }
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const all = [...box.current!.querySelectorAll("button")];
    const forward = box.current!.matches(":dir(rtl)") ? -step : step;
    all[(all.indexOf((box.current!.getRootNode() as ShadowRoot).activeElement as HTMLButtonElement) + forward + all.length) % all.length]!.focus();
  };
  return (
    <div ref={box} className="choice" role="group" aria-label={t("react")} onKeyDown={onKeyDown}>
      {OFFERED.map((emoji) => <button key={emoji} type="button" aria-label={t("reactWith", { emoji })} onClick={() => onChoose(emoji)}>{emoji}</button>)}
    </div>
  );
}
