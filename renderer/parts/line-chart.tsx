import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { escapeHtml } from '../results/escape-html.ts';
import { aroundNames, chartColors } from '../theme/chart-theme.ts';
import { useScheme } from '../theme/use-scheme.ts';
import { Chart } from './chart.tsx';
import { chartRows } from './chart-rows.ts';

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** A line to measure the others by, such as that of chance. */
  readonly isGuide?: boolean;
  readonly hasDots?: boolean;
}

interface LineChartProps {
  readonly lines: readonly Line[];
  readonly label: string;
  readonly xName: string;
  readonly yName: string;
  readonly xText: (value: number) => string;
  readonly yText: (value: number) => string;
  readonly height?: number;
  /** Both axes from 0 to 1. */
  readonly isUnit?: boolean;
  readonly testId?: string;
}

/** Lines over an axis of numbers, with the points behind them. */
export function LineChart({ lines, label, height = 320, testId, ...axes }: LineChartProps) {
  const scheme = useScheme();
  const { xName, yName, xText, yText, isUnit = false } = axes;
  const option = useMemo(
    () => lineOption(lines, { xName, yName, xText, yText, isUnit }, chartColors(scheme)),
    [lines, xName, yName, xText, yText, isUnit, scheme],
  );
  const table = useMemo(
    () => ({
      columns: [
        { key: 'line', header: '', widthPx: 180 },
        { key: 'x', header: xName, widthPx: 150, align: 'right' as const },
        { key: 'y', header: yName, widthPx: 150, align: 'right' as const },
      ],
      rows: chartRows(
        lines.filter(({ isGuide }) => !isGuide).flatMap(({ name, points }) => points.map(([x, y]) => ({ name, x, y }))),
        ({ name, x, y }) => [name, xText(x), yText(y)],
      ),
    }),
    [lines, xName, yName, xText, yText],
  );
  return (
    <Chart option={option} table={table} label={label} height={height} {...(testId === undefined ? {} : { testId })} />
  );
}

type Axes = Required<Pick<LineChartProps, 'xName' | 'yName' | 'xText' | 'yText' | 'isUnit'>>;

function lineOption(lines: readonly Line[], axes: Axes, colors: ReturnType<typeof chartColors>): EChartsOption {
  const { xName, yName, xText, yText, isUnit } = axes;
  const named = lines.filter(({ isGuide }) => !isGuide);
  const bounds = isUnit ? { min: 0, max: 1 } : { scale: true };
  return {
    animation: false,
    grid: { left: 4, right: 18, top: named.length > 1 ? 34 : 14, bottom: 4, ...aroundNames },
    ...(named.length > 1
      ? { legend: { top: 0, left: 0, right: 70, type: 'scroll' as const, data: named.map(({ name }) => name) } }
      : {}),
    tooltip: {
      trigger: 'item',
      formatter: (parameters) => {
        const one = Array.isArray(parameters) ? parameters[0] : parameters;
        const [x = 0, y = 0] = (one?.value ?? []) as number[];
        return `${escapeHtml(one?.seriesName ?? '')}<br>${escapeHtml(xName)} <b>${xText(x)}</b><br>${escapeHtml(yName)} <b>${yText(y)}</b>`;
      },
    },
    xAxis: {
      type: 'value',
      name: xName,
      nameLocation: 'middle',
      nameGap: 26,
      ...bounds,
      axisLabel: { formatter: xText, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      name: yName,
      nameLocation: 'middle',
      nameGap: 44,
      ...bounds,
      axisLabel: { formatter: yText },
    },
    series: lines.map((line, place) => ({
      name: line.name,
      type: 'line',
      data: line.points.map(([x, y]) => [x, y]),
      symbol: line.hasDots ? 'circle' : 'none',
      symbolSize: 6,
      showSymbol: line.hasDots ?? false,
      // A line without dots still tells its values where it is pointed at.
      triggerLineEvent: true,
      lineStyle: line.isGuide
        ? { color: colors.axis, width: 1, type: 'dashed' as const }
        : { width: 2, color: colors.series[place % colors.series.length] },
      itemStyle: { color: line.isGuide ? colors.axis : colors.series[place % colors.series.length] },
      ...(line.isGuide ? { silent: true } : {}),
    })),
  } as EChartsOption;
}
