import { scaleBand, scaleLinear } from "d3-scale";
import { useState } from "react";
import { formatCompact, formatNumber } from "../i18n/format.ts";
import { Axes, CHART_MARGIN, ChartFrame, type ChartProps, Reading } from "./Chart.tsx";

/** Values beside each other. */
export function BarChart(props: ChartProps) {
  return <ChartFrame format={formatNumber} {...props}>{(width, height) => <Bars width={width} height={height} chart={props} />}</ChartFrame>;
}

function Bars({ width, height, chart: { points, valuesName, format } }: { width: number; height: number; chart: ChartProps }) {
  const [at, setAt] = useState<number | null>(null);
  const most = Math.max(1, ...points.map((point) => point.value));
  const y = scaleLinear([0, most], [height - CHART_MARGIN.bottom, CHART_MARGIN.top + 8]).nice(4);
  const bands = scaleBand(points.map((_, index) => index), [CHART_MARGIN.start, width - CHART_MARGIN.end]).padding(0.25);
  const barWidth = Math.min(44, bands.bandwidth());
  const middle = (index: number) => (bands(index) ?? 0) + bands.bandwidth() / 2;
  const ticks = y.ticks(4).filter((tick) => Number.isInteger(tick) || most < 4);
  const point = at === null ? undefined : points[at];

  return (
    <svg width={width} height={height} className="ui-chart-drawing" onPointerLeave={() => setAt(null)}>
      <Axes width={width} height={height} ticks={ticks} y={y} x={middle} points={points} format={format ?? formatCompact} name={valuesName} />
      {points.map((bar, index) => (
        <g key={index} onPointerEnter={() => setAt(index)}>
          <rect x={bands(index)} y={CHART_MARGIN.top} width={bands.bandwidth()} height={height - CHART_MARGIN.top - CHART_MARGIN.bottom} fill="transparent" />
          <rect x={middle(index) - barWidth / 2} y={y(bar.value)} width={barWidth} height={Math.max(0, y(0) - y(bar.value))} rx={Math.min(3, barWidth / 4)} className={index === at ? "ui-chart-bar ui-chart-bar-read" : "ui-chart-bar"} />
        </g>
      ))}
      {point && at !== null && <Reading width={width} point={point} x={middle(at)} y={y(point.value)} format={format ?? formatNumber} />}
    </svg>
  );
}
