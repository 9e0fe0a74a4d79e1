import type { ParleyError } from "@parley/client";
import { useTranslation } from "react-i18next";
import { useCell } from "../app/parley.ts";
import { errorText, formatDate } from "../i18n/format.ts";
import { useName } from "../sidebar/names.ts";
import { Button } from "../ui/Button.tsx";
import { useTalk } from "./context.ts";
import { SkeletonRows } from "./TimelineSkeleton.tsx";

/** Above the first message: what is being loaded, why it could not be, or the conversation's beginning. Always of one height. */
export function TopOfList({ height, hasBefore, error, onRetry }: { height: number; hasBefore: boolean; error: ParleyError | undefined; onRetry(): void }) {
  const { t } = useTranslation("timeline");
  return (
    <div className="timeline-top" style={{ blockSize: height }}>
      {!hasBefore ? <Beginning />
        : error ? <div className="timeline-top-problem" role="alert"><p>{t("olderNotLoaded")} {errorText(error.code)}</p><Button size="small" onClick={onRetry}>{t("retry")}</Button></div>
        : <SkeletonRows count={3} />}
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
