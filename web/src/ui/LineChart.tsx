import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import { type PointerEvent, useState } from "react";
import { formatCompact, formatNumber } from "../i18n/format.ts";
import { Axes, CHART_MARGIN, ChartFrame, type ChartPoint, type ChartProps, Reading } from "./Chart.tsx";

/** A value over time. */
export function LineChart(props: ChartProps) {
  return <ChartFrame format={formatNumber} {...props}>{(width, height) => <Lines width={width} height={height} chart={props} />}</ChartFrame>;
}

function Lines({ width, height, chart: { points, valuesName, format } }: { width: number; height: number; chart: ChartProps }) {
  const [at, setAt] = useState<number | null>(null);
  const most = Math.max(1, ...points.map((point) => point.value));
  const y = scaleLinear([0, most], [height - CHART_MARGIN.bottom, CHART_MARGIN.top + 8]).nice(4);
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [CHART_MARGIN.start + 10, width - CHART_MARGIN.end - 10]);
  const place = (_: ChartPoint, index: number) => x(index);
  const drawn = line<ChartPoint>(place, (point) => y(point.value)).curve(curveMonotoneX)(points) ?? "";
  const under = area<ChartPoint>(place, y(0), (point) => y(point.value)).curve(curveMonotoneX)(points) ?? "";
  const ticks = y.ticks(4).filter((tick) => Number.isInteger(tick) || most < 4);
  const point = at === null ? undefined : points[at];

  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const near = Math.round(x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left));
    setAt(Math.min(points.length - 1, Math.max(0, near)));
  };

  return (
    <svg width={width} height={height} className="ui-chart-drawing" onPointerMove={onPointerMove} onPointerLeave={() => setAt(null)}>
      <Axes width={width} height={height} ticks={ticks} y={y} x={x} points={points} format={format ?? formatCompact} name={valuesName} />
      <path d={under} className="ui-chart-area" />
      <path d={drawn} className="ui-chart-line" />
      {points.length === 1 && <circle cx={x(0)} cy={y(points[0]!.value)} r={4} className="ui-chart-dot" />}
      {point && at !== null && <>
        <line x1={x(at)} x2={x(at)} y1={CHART_MARGIN.top} y2={height - CHART_MARGIN.bottom} className="ui-chart-grid" />
        <circle cx={x(at)} cy={y(point.value)} r={4} className="ui-chart-dot" />
        <Reading width={width} point={point} x={x(at)} y={y(point.value)} format={format ?? formatNumber} />
      </>}
    </svg>
  );
}
