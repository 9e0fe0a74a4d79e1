import { useTranslation } from "react-i18next";
import { Skeleton } from "../ui/Skeleton.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";

const LINES = [2, 1, 3, 1, 2, 4, 1, 2];

/** As high as messages are on the average. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <div className="timeline-skeletons" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <div key={at} className="timeline-skeleton">
          <Skeleton width={36} height={36} round />
          <div className="timeline-skeleton-words">
            <Skeleton width={96 + (at % 3) * 28} />
            {Array.from({ length: LINES[at % LINES.length]! }, (_, line) => <Skeleton key={line} width={`${88 - ((at * 17 + line * 23) % 45)}%`} />)}
          </div>
        </div>
      ))}
    </div>
  );
}

export function TimelineSkeleton() {
  const { t } = useTranslation("timeline");
  return <div className="timeline-loading" aria-busy="true"><VisuallyHidden>{t("loading")}</VisuallyHidden><SkeletonRows count={9} /></div>;
}
