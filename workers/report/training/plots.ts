import { chartColors, heatColors } from '../charts/chart-colors.ts';
import { axisLabel, barsChart, plotArea, valueAxis } from '../charts/column-charts.ts';
import type { ChartDesign } from '../charts/draw-svg.ts';
import type { NumberTexts } from '../number-texts.ts';

/** Colours of lines by place; classes beyond them are not drawn. */
export const lineColors: readonly string[] = [
  chartColors.accent,
  chartColors.warm,
  chartColors.soft,
  heatColors[4] as string,
  heatColors[16] as string,
  chartColors.faint,
];

/** Wide characters count twice. */
const rankedCharacters = 30;
const namedCharacters = 18;

const size = { width: 460, height: 320 };

interface PlottedLine {
  readonly points: readonly (readonly [number, number])[];
  readonly color: string;
  readonly isDashed?: boolean;
  readonly hasDots?: boolean;
}

interface LineAxes {
  readonly across: string;
  readonly up: string;
  /** Both from 0 to 1. */
  readonly isUnit?: boolean;
  /** How values of the axis across are written, where not as numbers. */
  readonly acrossText?: (value: number) => string;
  readonly upText?: (value: number) => string;
  readonly texts: NumberTexts;
}

function axes({ across, acrossText, isUnit = false, texts, up, upText }: LineAxes) {
  const figure = isUnit ? texts.share : texts.number;
  const named = (name: string, place: 'across' | 'up') => ({
    ...valueAxis,
    ...(isUnit ? { min: 0, max: 1, interval: 0.2 } : { scale: true }),
    axisLabel: { ...valueAxis.axisLabel, formatter: (place === 'across' ? acrossText : upText) ?? figure },
    name,
    nameLocation: 'middle',
    nameGap: place === 'across' ? 28 : 44,
    nameTextStyle: { color: chartColors.soft, fontSize: 12 },
  });
  const line = { axisLine: { show: true, lineStyle: { color: chartColors.axis } } };
  return {
    grid: { ...plotArea, left: 34, bottom: 26, outerBoundsContain: 'axisLabel' },
    xAxis: { ...named(across, 'across'), ...line, splitLine: { show: false } },
    yAxis: named(up, 'up'),
  };
}

/** Lines between points. */
export function linesChart(lines: readonly PlottedLine[], described: LineAxes): ChartDesign {
  const series = lines.map(({ color, hasDots = false, isDashed = false, points }) => ({
    type: 'line',
    silent: true,
    showSymbol: hasDots,
    symbol: 'circle',
    symbolSize: 6,
    data: points,
    itemStyle: { color },
    lineStyle: { color, width: isDashed ? 1 : 2, type: isDashed ? 'dashed' : 'solid' },
  }));
  return { ...size, option: { ...axes(described), series } };
}

/** Points, and the line on which both axes are equal. */
export function scatterChart(points: readonly (readonly [number, number])[], described: LineAxes): ChartDesign {
  const values = points.flat();
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const series = [
    {
      ...{ type: 'scatter', silent: true, symbolSize: 4, data: points },
      itemStyle: { color: chartColors.accent, opacity: 0.45 },
    },
    {
      ...{
        type: 'line',
        silent: true,
        showSymbol: false,
        data: [
          [low, low],
          [high, high],
        ],
      },
      lineStyle: { color: chartColors.faint, width: 1, type: 'dashed' },
    },
  ];
  return { ...size, option: { ...axes(described), series } };
}

interface UprightBars {
  readonly color: string;
  /** By place in the names. */
  readonly values: readonly number[];
}

/** Upright bars, of each series one for each name. */
export function columnsChart(
  names: readonly string[],
  bars: readonly UprightBars[],
  described: Pick<LineAxes, 'texts' | 'up'> & { readonly isShare?: boolean },
): ChartDesign {
  const { isShare = false, texts, up } = described;
  const { grid, yAxis } = axes({ across: '', up, texts });
  const option = {
    grid,
    xAxis: {
      type: 'category',
      data: names.map((name) => shortenedInside(name, namedCharacters)),
      axisLabel: {
        ...{ ...axisLabel, color: chartColors.soft },
        ...{ rotate: names.length > 5 ? 40 : 0, interval: names.length > 15 ? 'auto' : 0 },
      },
      axisLine: { lineStyle: { color: chartColors.axis } },
      axisTick: { show: false },
    },
    yAxis: {
      ...yAxis,
      ...{ scale: false, axisLabel: { ...yAxis.axisLabel, formatter: isShare ? texts.share : texts.number } },
    },
    series: bars.map(({ color, values }) => ({
      ...{ type: 'bar', silent: true, barCategoryGap: bars.length > 1 ? '25%' : '12%', barGap: '4%', data: values },
      itemStyle: { color, borderRadius: [2, 2, 0, 0] },
    })),
  };
  return { ...size, option };
}

/** Lying bars with their figure, the first one on top. */
export function rankedBars(
  bars: readonly { readonly name: string; readonly value: number; readonly label: string }[],
  color: string = chartColors.accent,
): ChartDesign {
  const drawn = bars.map(({ label, name, value }) => ({
    name: shortenedInside(name, rankedCharacters),
    count: Math.max(0, value),
    label,
    color,
  }));
  return { ...barsChart(drawn, 20 + 22 * drawn.length), width: 460 };
}

/** The beginning and the end of a long text: names of columns often differ only there. */
export function shortenedInside(text: string, characters: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const width = (part: readonly string[]) => part.reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
  const all = Array.from(line);
  if (width(all) <= characters) return line;
  const half = (from: readonly string[]): string[] => {
    let room = (characters - 1) / 2;
    return from.filter((one) => {
      room -= one > '\u2e7f' ? 2 : 1;
      return room >= 0;
    });
  };
  return `${half(all).join('')}…${half(all.toReversed()).reverse().join('')}`;
}
