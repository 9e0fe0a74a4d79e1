import { ArrowLeft, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./IconButton.tsx";
import { useCell, useTalk } from "./talk.ts";

interface HeadProps { title: string; face?: ReactNode; below?: ReactNode; onBack?: () => void; onClose?: () => void }

export function Head({ title, face, below, onBack, onClose }: HeadProps) {
  const { t } = useTalk();
  return (
    <header className="head" part="header">
      {onBack && <IconButton label={t("back")} icon={<ArrowLeft className="flips" />} onClick={onBack} data-back />}
      {face}
      <div className="head-words">
        <h2 className="head-title" dir="auto">{title}</h2>
        {below && <p className="head-below">{below}</p>}
      </div>
      {onClose && <IconButton label={t("close")} icon={<ChevronDown />} onClick={onClose} />}
    </header>
  );
}

/** Says that messages wait, while they do; a break of a moment is not worth a line. */
export function LineNote() {
  const { parley, t } = useTalk();
  const line = useCell(parley.state);
  const words = line.kind === "catching_up" ? t("line.catching_up", { done: line.done, total: line.total })
    : line.kind === "offline" || line.kind === "connecting" ? t(`line.${line.kind}`) : "";
  return <p className="line-note" role="status" data-line={line.kind}>{words && <span>{words}</span>}</p>;
}

/** The shape of what is coming. */
export function Waiting() {
  const { t } = useTalk();
  return (
    <div className="waiting" role="status" aria-label={t("loading")}>
      {[62, 44, 71, 38].map((width, at) => <span key={at} className={at % 2 ? "waiting-own" : undefined} style={{ inlineSize: `${width}%` }} />)}
    </div>
  );
}
