import type { ColumnProfile, CorrelationMatrix } from '../../../contract/profile.ts';
import type { Locale } from '../../../contract/texts.ts';
import { numberTexts } from '../number-texts.ts';
import { chartColors, heatColor } from './chart-colors.ts';
import { axisLabel, barsChart, boxPath, type DrawingTools, plotArea, shortened } from './column-charts.ts';
import type { ChartDesign } from './draw-svg.ts';

const missingBars = 20;
/** Columns a heatmap shows at most: more would be too small to read. */
export const heatmapColumns = 40;
/** Up to here each cell has room for its figure. */
const figuresUpTo = 14;

/** The columns with missing cells, the most first, at most twenty. */
export function columnsWithMissing(columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns
    .filter(({ missing }) => missing > 0)
    .sort((one, other) => other.missing - one.missing || one.index - other.index)
    .slice(0, missingBars);
}

/** Missing cells by column; null when nothing is missing. */
export function missingChart(columns: readonly ColumnProfile[], locale: Locale): ChartDesign | null {
  const texts = numberTexts(locale);
  const shown = columnsWithMissing(columns);
  if (shown.length === 0) return null;
  const bars = shown.map(({ name, missing, rows }) => ({
    name: shortened(name),
    count: missing,
    label: `${texts.count(missing)}  ${texts.share(missing / rows)}`,
    color: chartColors.warm,
  }));
  return barsChart(bars, 20 + 22 * bars.length);
}

/** The coefficients as coloured squares, the first forty columns; null for fewer than two columns. */
export function heatmapChart(matrix: CorrelationMatrix, locale: Locale): ChartDesign | null {
  const shown = Math.min(heatmapColumns, matrix.columns.length);
  if (shown < 2) return null;
  const cell = Math.max(17, Math.min(44, Math.floor(620 / shown)));
  const names = matrix.names.slice(0, shown).map(shortened);
  const hasFigures = shown <= figuresUpTo;
  const axis = {
    type: 'category',
    data: names,
    axisLine: { show: false },
    axisTick: { show: false },
    splitArea: { show: false },
  };
  const labels = { ...axisLabel, color: chartColors.soft, interval: 0, fontSize: cell < 20 ? 10 : 11 };
  const option = {
    grid: { ...plotArea, right: 12 },
    xAxis: { ...axis, axisLabel: { ...labels, rotate: 45 } },
    yAxis: { ...axis, inverse: true, axisLabel: labels },
    series: [
      {
        ...{ type: 'custom', silent: true, data: [[0, 0, 0]] },
        renderItem: heatDrawing(heatCells(matrix, shown), hasFigures ? figureText(locale) : null),
      },
    ],
  };
  return { width: 190 + cell * shown, height: 130 + cell * shown, option };
}

/** Column, row and coefficient of each cell that has one. */
function heatCells(matrix: CorrelationMatrix, shown: number): number[][] {
  const cells: number[][] = [];
  for (let row = 0; row < shown; row++) {
    for (let column = 0; column < shown; column++) {
      const value = matrix.values[row]?.[column] ?? null;
      if (value !== null) cells.push([column, row, value]);
    }
  }
  return cells;
}

/** All the squares of one colour as one shape, for drawing a thousand one by one takes long; with their figures where there is room. */
function heatDrawing(cells: readonly number[][], figure: Intl.NumberFormat | null) {
  return (_: unknown, tools: DrawingTools) => {
    const [width = 0, height = 0] = tools.size([1, 1]);
    const paths = new Map<string, string>();
    const figures: object[] = [];
    for (const [column = 0, row = 0, value = 0] of cells) {
      const [x = 0, y = 0] = tools.coord([column, row]);
      const square = boxPath(x - width / 2 + 0.5, y - height / 2 + 0.5, width - 1, height - 1);
      paths.set(heatColor(value), (paths.get(heatColor(value)) ?? '') + square);
      if (figure === null) continue;
      const fill = Math.abs(value) > 0.6 ? chartColors.onStrong : chartColors.ink;
      const text = { text: figure.format(value), x, y, align: 'center', verticalAlign: 'middle', fill, fontSize: 10 };
      figures.push({ type: 'text', style: text });
    }
    const squares = Array.from(paths, ([fill, pathData]) => ({ type: 'path', shape: { pathData }, style: { fill } }));
    return { type: 'group', children: [...squares, ...figures] };
  };
}

const figureTexts = new Map<Locale, Intl.NumberFormat>();

/** Two decimals; made once, since making one takes longer than writing all the figures of a heatmap. */
function figureText(locale: Locale): Intl.NumberFormat {
  const made =
    figureTexts.get(locale) ??
    new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'negative' });
  figureTexts.set(locale, made);
  return made;
}
