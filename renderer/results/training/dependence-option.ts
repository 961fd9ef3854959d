import type { EChartsOption } from 'echarts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import type { chartColors } from '../../theme/chart-theme.ts';
import { escapeHtml } from '../escape-html.ts';

export interface DependenceTexts {
  readonly mean: (value: number) => string;
  readonly share: (value: number) => string;
  readonly value: (value: number | string) => string;
  /** What a line is called: its class, or the target. */
  readonly line: (place: number) => string;
  readonly rows: string;
}

type Dependence = TrainingReport['partialDependence'][number];

/** Lines over a column's values, with how the rows are spread below them; texts as pairs of bars. */
export function dependenceOption(
  { kind, values, means, shares }: Dependence,
  drawn: readonly number[],
  texts: DependenceTexts,
  colors: ReturnType<typeof chartColors>,
): EChartsOption {
  const isText = kind === 'text';
  const isNumber = kind === 'number';
  const tip = (place: number) => {
    const lines = drawn.map((one) => `${escapeHtml(texts.line(one))} <b>${texts.mean(means[place]?.[one] ?? 0)}</b>`);
    return [
      escapeHtml(texts.value(values[place] ?? '')),
      ...lines,
      `${texts.rows} ${texts.share(shares[place] ?? 0)}`,
    ].join('<br>');
  };
  const category = {
    type: 'category' as const,
    data: values.map(String),
    axisLabel: { hideOverlap: true, width: isText ? 180 : 90, overflow: 'truncate' as const },
    ...(isText ? { inverse: true } : {}),
  };
  const meanAxis = { type: 'value' as const, scale: true, axisLabel: { formatter: texts.mean }, splitNumber: 4 };
  const numberAxis = { type: 'value' as const, scale: true, axisLabel: { formatter: texts.value, hideOverlap: true } };
  const mostShare = Math.max(...shares, 1e-9);
  return {
    animation: false,
    legend: { top: 0, left: 0, right: 70, type: 'scroll', data: drawn.map(texts.line) },
    grid: { left: 8, right: 24, top: 38, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: isText ? 'shadow' : 'line' },
      formatter: (parameters) => tip((Array.isArray(parameters) ? parameters[0] : parameters)?.dataIndex ?? 0),
    },
    ...(isText
      ? { xAxis: meanAxis, yAxis: category }
      : {
          xAxis: isNumber ? numberAxis : category,
          // The shares lie low, so that they do not hide the lines.
          yAxis: [meanAxis, { type: 'value', max: mostShare * 5, show: false }],
        }),
    series: [
      ...drawn.map((place, index) => ({
        name: texts.line(place),
        type: isText ? ('bar' as const) : ('line' as const),
        data: isNumber
          ? means.map((row, at) => [Number(values[at]), row[place] ?? 0])
          : means.map((row) => row[place] ?? 0),
        itemStyle: { color: colors.series[index % colors.series.length] },
        ...(isText
          ? { barMaxWidth: 12 }
          : {
              symbol: 'circle',
              symbolSize: 5,
              lineStyle: { width: 2, color: colors.series[index % colors.series.length] },
            }),
      })),
      ...(isText
        ? []
        : [
            {
              name: texts.rows,
              type: 'bar' as const,
              yAxisIndex: 1,
              silent: true,
              barMaxWidth: 16,
              data: isNumber ? shares.map((share, at) => [Number(values[at]), share]) : [...shares],
              itemStyle: { color: colors.axis, opacity: 0.6 },
            },
          ]),
    ],
  } as EChartsOption;
}
