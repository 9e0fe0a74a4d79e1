import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../app/parley.ts";
import { formatNumber } from "../i18n/format.ts";
import { useTalk } from "./context.ts";
import type { UnreadLine } from "./useUnreadLine.ts";

interface Props { isAtEnd: boolean; isPastUnread: boolean; line: UnreadLine | undefined; onEnd(): void; onUnread(): void }

/** The ways to what is out of sight: up to what is new, down to the latest, with how many came meanwhile. */
export function Jumps({ isAtEnd, isPastUnread, line, onEnd, onUnread }: Props) {
  const { t } = useTranslation("timeline");
  const { conversation } = useTalk();
  const [came, setCame] = useState(0);

  useEffect(() => parley.on("message", ({ conversation: other }) => { if (other === conversation) setCame((n) => n + 1); }), [conversation]);
  if (isAtEnd && came > 0) setCame(0);

  return (
    <>
      {isPastUnread && line && (
        <button type="button" className="timeline-jump timeline-jump-unread" onClick={onUnread}>
          <ArrowUp aria-hidden="true" />{t("newAbove", { count: line.count, n: formatNumber(line.count) })}
        </button>
      )}
      {!isAtEnd && (
        <button type="button" className="timeline-jump timeline-jump-latest" onClick={onEnd} aria-label={came ? t("latestWith", { count: came, n: formatNumber(came) }) : t("latest")}>
          {came > 0 && <span className="timeline-jump-count" aria-hidden="true">{formatNumber(came)}</span>}
          <span aria-hidden="true">{t("latest")}</span><ArrowDown aria-hidden="true" />
        </button>
      )}
    </>
  );
}
