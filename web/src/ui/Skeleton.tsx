import "./Skeleton.css";

/** A quiet block of the size of what comes; `lines` of text get ragged ends. */
export function Skeleton({ width = "100%", height, round, lines = 1 }: { width?: number | string; height?: number | string; round?: boolean; lines?: number }) {
  if (lines > 1) {
    return (
      <span className="ui-skeleton-lines" aria-hidden="true">
        {Array.from({ length: lines }, (_, at) => <span key={at} className="ui-skeleton" style={{ inlineSize: at === lines - 1 ? "62%" : `${100 - (at % 3) * 7}%` }} />)}
      </span>
    );
  }
  return <span className={round ? "ui-skeleton ui-skeleton-round" : "ui-skeleton"} style={{ inlineSize: width, blockSize: height }} aria-hidden="true" />;
}
