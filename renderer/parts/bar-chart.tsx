import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { drawnBy } from '../charts/drawers.ts';
import { escapeHtml } from '../results/escape-html.ts';
import { chartColors } from '../theme/chart-theme.ts';
import { useScheme } from '../theme/use-scheme.ts';
import { Chart } from './chart.tsx';
import { chartRows } from './chart-rows.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** How far the value may be off, drawn as a line over its end. */
  readonly deviation?: number | null;
}

interface BarChartProps {
  readonly bars: readonly Bar[];
  readonly label: string;
  readonly nameHead: string;
  readonly valueHead: string;
  readonly valueText: (value: number) => string;
  readonly testId?: string;
  readonly onPick?: (place: number) => void;
}

const barPx = 25;

/** Lying bars, the first on top, with the numbers behind them. */
export function BarChart({ bars, label, nameHead, valueHead, valueText, testId, onPick }: BarChartProps) {
  const scheme = useScheme();
  const option = useMemo(() => barOption(bars, valueText, chartColors(scheme)), [bars, valueText, scheme]);
  const table = useMemo(
    () => ({
      columns: [
        { key: 'name', header: nameHead, widthPx: 280 },
        { key: 'value', header: valueHead, widthPx: 160, align: 'right' as const },
      ],
      rows: chartRows(bars, ({ name, value, deviation }) => [
        name,
        deviation == null ? valueText(value) : `${valueText(value)} ± ${valueText(deviation)}`,
      ]),
    }),
    [bars, nameHead, valueHead, valueText],
  );
  const pick = useMemo(
    () => onPick && (({ dataIndex }: { readonly dataIndex: number }) => onPick(dataIndex)),
    [onPick],
  );
  return (
    <Chart
      option={option}
      table={table}
      label={label}
      height={bars.length * barPx + 40}
      isFull
      {...(testId === undefined ? {} : { testId })}
      {...(pick ? { onPick: pick } : {})}
    />
  );
}

function barOption(
  bars: readonly Bar[],
  valueText: (value: number) => string,
  colors: ReturnType<typeof chartColors>,
): EChartsOption {
  const hasDeviation = bars.some(({ deviation }) => deviation != null);
  return {
    animation: false,
    grid: { left: 4, right: 60, top: 6, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (parameters) => {
        const bar = bars[(Array.isArray(parameters) ? parameters[0] : parameters)?.dataIndex ?? 0];
        if (!bar) return '';
        const spread = bar.deviation == null ? '' : ` ± ${valueText(bar.deviation)}`;
        return `${escapeHtml(bar.name)}<br><b>${valueText(bar.value)}</b>${spread}`;
      },
    },
    xAxis: { type: 'value', splitNumber: 4, axisLabel: { formatter: valueText, hideOverlap: true } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLabel: { width: 200, overflow: 'truncate', interval: 0 },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 14,
        data: bars.map(({ value }) => value),
        itemStyle: { color: colors.series[0], borderRadius: [0, 2, 2, 0] },
        label: {
          show: !hasDeviation,
          position: 'right',
          color: colors.faint,
          fontSize: 11,
          formatter: ({ dataIndex }) => valueText(bars[dataIndex]?.value ?? 0),
        },
      },
      ...(hasDeviation
        ? [
            {
              type: 'custom' as const,
              data: bars.map(({ value, deviation }, place) => [
                value - (deviation ?? 0),
                value + (deviation ?? 0),
                place,
              ]),
              encode: { x: [0, 1], y: 2 },
              silent: true,
              renderItem: drawnBy('spread', { color: colors.soft }),
            },
          ]
        : []),
    ],
  } as EChartsOption;
}
