import type { EChartsOption } from 'echarts';
import type { chartColors } from '../../theme/chart-theme.ts';

/** `edges` has one entry more than `counts`. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface HistogramTexts {
  /** An edge as a person reads it: a number, a date, a length. */
  readonly edge: (value: number) => string;
  readonly count: (value: number) => string;
  readonly countLabel: string;
}

/** Histogram bars over a true axis: the bars stand on hidden categories, the labels on a second axis of the values. */
export function histogramOption(
  { edges, counts }: Histogram,
  texts: HistogramTexts,
  colors: ReturnType<typeof chartColors>,
): EChartsOption {
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 1;
  const middle = (first + last) / 2;
  return {
    animation: false,
    grid: { left: 4, right: 20, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (parameters) => {
        const place = (Array.isArray(parameters) ? parameters[0] : parameters)?.dataIndex ?? 0;
        const range = `${texts.edge(edges[place] ?? 0)} – ${texts.edge(edges[place + 1] ?? 0)}`;
        return `${range}<br><b>${texts.count(counts[place] ?? 0)}</b> ${texts.countLabel}`;
      },
    },
    xAxis: [
      { type: 'category', data: counts.map((_, place) => place), show: false },
      {
        type: 'value',
        position: 'bottom',
        min: first,
        // A single value has edges that coincide; an axis needs some length.
        max: last > first ? last : first + 1,
        interval: last > first ? middle - first : 1,
        splitLine: { show: false },
        axisLine: { show: true, lineStyle: { color: colors.axis } },
        axisLabel: {
          formatter: (value: number) => texts.edge(value),
          alignMinLabel: 'left',
          alignMaxLabel: 'right',
          hideOverlap: true,
        },
      },
    ],
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { formatter: (value: number) => texts.count(value) },
    },
    series: [
      {
        type: 'bar',
        xAxisIndex: 0,
        data: [...counts],
        barCategoryGap: counts.length > 40 ? 0 : '6%',
        barMaxWidth: 60,
        itemStyle: { color: colors.series[0], borderRadius: [2, 2, 0, 0] },
      },
    ],
  };
}

/** The same as a table: one row per bin. */
export function histogramRows({ edges, counts }: Histogram, texts: HistogramTexts): string[][] {
  return counts.map((count, place) => [
    texts.edge(edges[place] ?? 0),
    texts.edge(edges[place + 1] ?? 0),
    texts.count(count),
  ]);
}
