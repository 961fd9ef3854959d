import type { EChartsOption } from 'echarts';
import { escapeHtml } from '../results/escape-html.ts';
import { type chartColors, chartFontFamily } from '../theme/chart-theme.ts';
import type { WaterfallStep } from './waterfall-steps.ts';

export interface WaterfallTexts {
  readonly name: (step: WaterfallStep) => string;
  readonly amount: (value: number) => string;
}

/** The place of the bars in the chart, in pixels. */
export interface Plot {
  readonly x: number;
  readonly width: number;
}

const labelGapPx = 5;
/** Of a sign of the label, rather too much. */
const signPx = 6.5;

/** Whether the amount stands to the right of its bar: where the bar points, unless it would run into the names or out of the chart. */
export function isLabelAtRight(isRising: boolean, leftPx: number, rightPx: number, text: string, plot: Plot): boolean {
  const widthPx = labelGapPx + text.length * signPx;
  const fitsLeft = leftPx - widthPx >= plot.x;
  const fitsRight = rightPx + widthPx <= plot.x + plot.width;
  return isRising ? fitsRight || !fitsLeft : !fitsLeft && fitsRight;
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
      ? `${to < 0 ? '−' : ''}${texts.amount(Math.abs(to))}`
      : `${to >= from ? '+' : '−'}${texts.amount(Math.abs(to - from))}`;
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
        renderItem: ({ coordSys }, api) => {
          const place = Number(api.value(2));
          const step = steps[place];
          const [from = 0, y = 0] = api.coord([api.value(0), place]);
          const [to = 0] = api.coord([api.value(1), place]);
          const height = Math.min(16, Number((api.size?.([0, 1]) as number[] | undefined)?.[1] ?? 20) * 0.62);
          if (!step) return null;
          const isRising = step.to >= step.from || step.kind === 'base' || step.kind === 'total';
          const [left, right] = [Math.min(from, to), Math.max(from, to)];
          const text = signed(step);
          const isAtRight = isLabelAtRight(isRising, left, right, text, coordSys as unknown as Plot);
          return {
            type: 'group',
            children: [
              {
                type: 'rect',
                shape: {
                  x: left,
                  y: y - height / 2,
                  width: Math.max(1, right - left),
                  height,
                  r: 2,
                },
                style: { fill: colorOf(step) },
              },
              {
                type: 'text',
                style: {
                  text,
                  x: isAtRight ? right + labelGapPx : left - labelGapPx,
                  y,
                  align: isAtRight ? 'left' : 'right',
                  verticalAlign: 'middle',
                  fill: colors.soft,
                  font: `11px ${chartFontFamily}`,
                },
              },
            ],
          };
        },
      },
    ],
  };
}
