import type { ColumnProfile } from '../../../contract/profile.ts';
import { interpolate, type Locale } from '../../../contract/texts.ts';
import { numberTexts } from '../number-texts.ts';
import { reportTexts } from '../report-texts.ts';
import { countedText, valueText } from '../value-forms.ts';
import { chartColors } from './chart-colors.ts';
import type { ChartDesign } from './draw-svg.ts';

const width = 480;
const height = 216;
const shownValues = 8;
const shownCharacters = 22;

/** Space around the plot; the labels of the axes fit into it. */
export const plotArea = {
  left: 12,
  right: 20,
  top: 14,
  bottom: 8,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
};

export const axisLabel = { color: chartColors.faint, fontSize: 11 };

export const valueAxis = {
  type: 'value',
  axisLabel: { ...axisLabel, hideOverlap: true },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: chartColors.line } },
  splitNumber: 4,
};

interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** The chart that tells most of a column: the distribution of numbers or dates, else the most frequent values; null for an empty column. */
export function columnChart(column: ColumnProfile, locale: Locale): ChartDesign | null {
  const { number, date } = column;
  if (column.type === 'number' && number && hasBins(number.histogram))
    return histogramChart(number.histogram, number.isInteger ? 'whole' : 'real', locale, column);
  if (column.type === 'date' && date && hasBins(date.histogram))
    return histogramChart(date.histogram, 'time', locale, column);
  return column.topValues.length > 0 ? topValuesChart(column, locale) : null;
}

function hasBins({ edges, counts }: Histogram): boolean {
  return counts.length > 1 && edges.length === counts.length + 1;
}

/** One bar for each bin, as wide as the bin. */
function histogramChart(
  { edges, counts }: Histogram,
  scale: 'whole' | 'real' | 'time',
  locale: Locale,
  column: ColumnProfile,
): ChartDesign {
  const texts = numberTexts(locale);
  const low = edges[0] as number;
  const high = edges.at(-1) as number;
  const numeric = { ...valueAxis, axisLabel: { ...valueAxis.axisLabel, formatter: valueText(column, texts) } };
  const acrossAxis = {
    ...(scale === 'time' ? timeAxis(high - low) : numeric),
    ...(scale === 'whole' ? { minInterval: 1 } : {}),
    min: low,
    max: high,
    splitLine: { show: false },
    axisLine: { show: true, lineStyle: { color: chartColors.axis } },
  };
  const option = {
    grid: plotArea,
    xAxis: acrossAxis,
    yAxis: { ...valueAxis, axisLabel: { ...valueAxis.axisLabel, formatter: texts.count }, minInterval: 1 },
    series: [
      {
        type: 'custom',
        silent: true,
        clip: false,
        encode: { x: [0, 1], y: 2 },
        // All bins as one shape: drawing one by one takes ECharts ten times as long.
        data: [[low, high, Math.max(...counts)]],
        renderItem: drawBins(edges, counts),
      },
    ],
  };
  return { width, height, option };
}

const dayMs = 86_400_000;

/** Years, months, days or times of day, as far as `spanMs` needs them; in the form both languages read. */
function timeAxis(spanMs: number) {
  const [from, to] =
    spanMs > 1500 * dayMs ? [0, 4] : spanMs > 90 * dayMs ? [0, 7] : spanMs > 3 * dayMs ? [5, 10] : [11, 16];
  const formatter = (timeMs: number) => new Date(timeMs).toISOString().slice(from, to);
  return { ...valueAxis, type: 'time', axisLabel: { ...valueAxis.axisLabel, formatter } };
}

/** What ECharts hands to `renderItem` as far as it is used here. */
export interface DrawingTools {
  value(dimension: number): number;
  coord(point: readonly number[]): number[];
  /** Pixels that a stretch of the axes takes. */
  size(stretch: readonly number[]): number[];
}

/** A bar for each bin that holds something. */
function drawBins(edges: readonly number[], counts: readonly number[]) {
  return (_: unknown, tools: DrawingTools) => {
    const bars = counts.map((count, bin) => {
      if (count === 0) return '';
      const [left = 0, top = 0] = tools.coord([edges[bin] as number, count]);
      const [right = 0, bottom = 0] = tools.coord([edges[bin + 1] as number, 0]);
      const gap = right - left > 4 ? 1 : 0;
      const height = Math.max(0.75, bottom - top);
      return boxPath(left + gap / 2, bottom - height, Math.max(0.5, right - left - gap), height);
    });
    return { type: 'path', shape: { pathData: bars.join('') }, style: { fill: chartColors.accent } };
  };
}

/** A box as part of a path. */
export function boxPath(left: number, top: number, width: number, height: number): string {
  const [x, y, wide, high] = [left, top, width, height].map((length) => length.toFixed(2));
  return `M${x} ${y}h${wide}v${high}h-${wide}z`;
}

function topValuesChart(column: ColumnProfile, locale: Locale): ChartDesign {
  const texts = numberTexts(locale);
  const present = column.rows - column.missing;
  const shown = column.topValues.slice(0, shownValues);
  const rest = present - shown.reduce((sum, { count }) => sum + count, 0);
  const bars = shown.map(({ value, count }) => ({
    name: shortened(countedText(value, column, locale)) || reportTexts.blank[locale],
    count,
    label: `${texts.count(count)}  ${texts.share(count / present)}`,
    color: chartColors.accent,
  }));
  const hidden = column.distinct - shown.length;
  if (rest > 0 && hidden > 0) {
    // Told in figures only: a bar for all the others would dwarf those that are shown.
    const name = interpolate(reportTexts.others[locale], { count: texts.count(hidden) });
    bars.push({
      name,
      count: 0,
      label: `${texts.count(rest)}  ${texts.share(rest / present)}`,
      color: chartColors.accent,
    });
  }
  return barsChart(bars, 20 + 22 * bars.length);
}

interface Bar {
  readonly name: string;
  readonly count: number;
  readonly label: string;
  readonly color: string;
}

/** Bars from the left, the first one on top, each with its figure at its end. */
export function barsChart(bars: readonly Bar[], chartHeight: number): ChartDesign {
  const option = {
    grid: { ...plotArea, right: 96, top: 8 },
    xAxis: { ...valueAxis, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLabel: { ...axisLabel, color: chartColors.soft, interval: 0 },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        silent: true,
        barMaxWidth: 16,
        barCategoryGap: '28%',
        label: { show: true, position: 'right', color: chartColors.faint, fontSize: 11 },
        data: bars.map(({ count, color, label }) => ({
          value: count,
          itemStyle: { color, borderRadius: [0, 2, 2, 0] },
          label: { formatter: () => label },
        })),
      },
    ],
  };
  return { width, height: chartHeight, option };
}

/** At most 22 characters on one line; wide characters count twice. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  let room = shownCharacters;
  let kept = '';
  for (const character of line) {
    room -= character > '\u2e7f' ? 2 : 1;
    if (room < 0) return `${kept}…`;
    kept += character;
  }
  return kept;
}
