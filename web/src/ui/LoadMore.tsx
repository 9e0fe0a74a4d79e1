import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import "./LoadMore.css";

/** Asks for the next page when it comes near, and by a button for those who do not scroll. */
export function LoadMore({ busy, onMore, problem, automatic = true }: { busy: boolean; onMore(): void; problem?: string | null; automatic?: boolean }) {
  const { t } = useTranslation("ui");
  const place = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  more.current = onMore;

  useEffect(() => {
    if (!automatic || busy || problem) return;
    const watcher = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) more.current(); }, { rootMargin: "400px" });
    watcher.observe(place.current!);
    return () => watcher.disconnect();
  }, [automatic, busy, problem]);

  return (
    <div ref={place} className="ui-more">
      {problem && <p role="alert" className="ui-more-problem">{problem}</p>}
      <Button size="small" busy={busy} onClick={onMore}>{problem ? t("retry") : t("loadMore")}</Button>
    </div>
  );
}
