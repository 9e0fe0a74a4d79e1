import type { ParleyError } from "@parley/client";
import { useTranslation } from "react-i18next";
import { useCell } from "../app/parley.ts";
import { errorText, formatDate } from "../i18n/format.ts";
import { useName } from "../sidebar/names.ts";
import { Button } from "../ui/Button.tsx";
import { useTalk } from "./context.ts";
import { SkeletonRows } from "./TimelineSkeleton.tsx";

const TILE = 1_200; // px of skeletons, for who scrolls faster than the answers come

interface Props { end: number; head: number; hasBefore: boolean; error: ParleyError | undefined; onRetry(): void }

/** Above the first message: what is being loaded, why it could not be, or the conversation's beginning. */
export function TopOfList({ end, head, hasBefore, error, onRetry }: Props) {
  const { t } = useTranslation("timeline");
  if (hasBefore && !error) {
    // At round places of the canvas and partly under the messages: they stay where they are when messages come in front of them.
    const last = Math.floor(end / TILE);
    return [last - 1, last].filter((tile) => tile >= 0).map((tile) => (
      <div key={tile} className="timeline-top" style={{ blockSize: TILE, insetBlockStart: tile * TILE }}><SkeletonRows count={14} /></div>
    ));
  }
  return (
    <div className="timeline-top" style={{ blockSize: head, insetBlockStart: end - head }}>
      {!hasBefore ? <Beginning /> : <div className="timeline-top-problem" role="alert"><p>{t("olderNotLoaded")} {errorText(error!.code)}</p><Button size="small" onClick={onRetry}>{t("retry")}</Button></div>}
    </div>
  );
}

function Beginning() {
  const { t } = useTranslation("timeline");
  const { conversation, thread } = useTalk();
  const view = useCell(conversation.view);
  const name = useName(view);
  if (thread) return null;
  return (
    <div className="timeline-beginning">
      <h2><bdi>{name}</bdi></h2>
      <p>{view.history === "from_join" ? t("beginningJoined") : t(`beginning_${view.type}`, { date: formatDate(view.created_at) })}</p>
      {view.description && <p className="timeline-beginning-about" dir="auto">{view.description}</p>}
    </div>
  );
}
