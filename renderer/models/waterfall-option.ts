import type { EChartsOption } from 'echarts';
import { drawnBy } from '../charts/drawers.ts';
import { escapeHtml } from '../results/escape-html.ts';
import type { chartColors } from '../theme/chart-theme.ts';
import type { WaterfallStep } from './waterfall-steps.ts';

export interface WaterfallTexts {
  readonly name: (step: WaterfallStep) => string;
  readonly amount: (value: number) => string;
}

/** Bars that hang from one another, from what is usual down to the prediction; up to the right speaks for it. */
export function waterfallOption(
  steps: readonly WaterfallStep[],
  texts: WaterfallTexts,
  colors: ReturnType<typeof chartColors>,
): EChartsOption {
  const names = steps.map(texts.name);
  const colorOf = ({ kind, from, to }: WaterfallStep) => {
    if (kind === 'base' || kind === 'total') return colors.faint;
    return to >= from ? colors.series[0] : colors.series[1];
  };
  const ends = steps.flatMap(({ from, to, kind }) => (kind === 'base' || kind === 'total' ? [to] : [from, to]));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = (high - low || Math.abs(high) || 1) * 0.24;
  const signed = ({ kind, from, to }: WaterfallStep) =>
    kind === 'base' || kind === 'total'
      ? `${to < 0 ? '-' : ''}${texts.amount(Math.abs(to))}`
      : `${to >= from ? '+' : '-'}${texts.amount(Math.abs(to - from))}`;
  return {
    animation: false,
    grid: { left: 4, right: 14, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'item',
      formatter: (parameters) => {
        const place = (Array.isArray(parameters) ? parameters[0] : parameters)?.dataIndex ?? 0;
        const step = steps[place];
        return step ? `${escapeHtml(names[place] ?? '')}<br><b>${signed(step)}</b>` : '';
      },
    },
    xAxis: {
      type: 'value',
      min: low - room,
      max: high + room,
      splitNumber: 3,
      axisLabel: {
        formatter: (value: number) => texts.amount(value),
        hideOverlap: true,
        showMinLabel: false,
        showMaxLabel: false,
      },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names,
      axisLabel: { width: 158, overflow: 'truncate', interval: 0 },
    },
    series: [
      {
        type: 'custom',
        encode: { x: [0, 1], y: 2 },
        data: steps.map((step, place) => [
          step.kind === 'base' || step.kind === 'total' ? low - room : step.from,
          step.to,
          place,
        ]),
        renderItem: drawnBy('waterfall', {
          bars: steps.map((step) => ({
            isRising: step.to >= step.from || step.kind === 'base' || step.kind === 'total',
            text: signed(step),
            color: colorOf(step),
          })),
          textColor: colors.soft,
        }),
      },
    ],
  };
}
