import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import { VisuallyHidden } from "./VisuallyHidden.tsx";
import "./Chart.css";

export interface ChartPoint { label: string; /** Where the label under the axis must be shorter. */ short?: string; value: number }

export interface ChartProps {
  label: string;
  points: ChartPoint[];
  /** The heads of the table's two columns, also the axes' names. */
  pointsName: string;
  valuesName: string;
  format?(value: number): string;
  height?: number;
}

export const CHART_MARGIN = { top: 12, end: 12, bottom: 26, start: 46 };

/** The drawing, and the table behind it that says the same in words. */
export function ChartFrame({ label, points, pointsName, valuesName, format = String, height = 220, children }: ChartProps & { children(width: number, height: number): ReactNode }) {
  const { t } = useTranslation("ui");
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [width, setWidth] = useState(0);
  const [asTable, setAsTable] = useState(false);

  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);

  const table = (
    <table>
      <caption>{t("chartTable", { label })}</caption>
      <thead><tr><th scope="col">{pointsName}</th><th scope="col">{valuesName}</th></tr></thead>
      <tbody>{points.map((point, at) => <tr key={at}><th scope="row">{point.label}</th><td>{format(point.value)}</td></tr>)}</tbody>
    </table>
  );

  return (
    <figure className="ui-chart">
      <figcaption className="ui-chart-head">
        <span className="ui-chart-title">{label}</span>
        <Button kind="quiet" size="small" aria-expanded={asTable} aria-controls={id} onClick={() => setAsTable(!asTable)}>{asTable ? t("hideTable") : t("showTable")}</Button>
      </figcaption>
      <div ref={box} className="ui-chart-box" style={{ blockSize: height }} aria-hidden="true" dir="ltr">{width > 0 && children(width, height)}</div>
      <div id={id} className="ui-chart-table">{asTable ? table : <VisuallyHidden>{table}</VisuallyHidden>}</div>
    </figure>
  );
}

/** Lines and words of both axes; `every` keeps the words below from touching. */
export function Axes({ width, height, ticks, y, x, points, format, name }: {
  width: number; height: number; ticks: number[]; y(value: number): number; x(at: number): number; points: ChartPoint[]; format(value: number): string; name: string;
}) {
  const every = Math.max(1, Math.ceil(points.length / Math.max(2, Math.floor((width - 60) / 72))));
  return (
    <g className="ui-chart-axes">
      <text x={4} y={CHART_MARGIN.top - 2} className="ui-chart-name">{name}</text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={CHART_MARGIN.start} x2={width - CHART_MARGIN.end} y1={y(tick)} y2={y(tick)} className={tick === 0 ? "ui-chart-base" : "ui-chart-grid"} />
          <text x={CHART_MARGIN.start - 8} y={y(tick)} dy="0.32em" textAnchor="end">{format(tick)}</text>
        </g>
      ))}
      {points.map((point, at) => at % every === 0 && <text key={at} x={x(at)} y={height - 8} textAnchor="middle">{point.short ?? point.label}</text>)}
    </g>
  );
}

/** The value under the pointer, in words. */
export function Reading({ width, point, x, y, format }: { width: number; point: ChartPoint; x: number; y: number; format(value: number): string }) {
  const words = `${point.label}: ${format(point.value)}`;
  const half = words.length * 3.6 + 8;
  const centre = Math.min(width - half, Math.max(half, x));
  const top = y < 40 ? y + 10 : y - 34;
  return (
    <g className="ui-chart-reading">
      <rect x={centre - half} y={top} width={half * 2} height={24} rx={5} />
      <text x={centre} y={top + 12} dy="0.32em" textAnchor="middle">{words}</text>
    </g>
  );
}
