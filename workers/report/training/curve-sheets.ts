import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { cell } from '../batch/batch-sheets.ts';
import { figureLook, looks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { chartInks, classInks, type ScatteredTable, scatterChart } from './sheet-charts.ts';
import type { TrainingData } from './training-data.ts';
import type { TrainingWord } from './training-words.ts';

type Curve = TrainingReport['roc'][number];

/** Two columns for each class stand from here on; before them a class in words with its area, and the line of chance. */
const firstRow = 4;
const unit = { from: 0, to: 1 };
const chance: Curve['points'] = [
  [0, 0],
  [1, 1],
];

interface Axes {
  readonly sheet: TrainingWord;
  readonly note: TrainingWord;
  readonly across: TrainingWord;
  readonly up: TrainingWord;
}

/** Shares found and taken in by mistake, at every threshold: a table and a curve for each class. */
export function writeRocSheet(book: BatchWorkbook, data: TrainingData): void {
  const axes: Axes = { sheet: 'roc', note: 'rocNote', across: 'falsePositives', up: 'found' };
  writeCurves(book, data, data.report.roc, axes, true);
}

/** How many of those predicted to be of a class are, by how many of the class are found. */
export function writePrecisionRecallSheet(book: BatchWorkbook, data: TrainingData): void {
  const axes: Axes = { sheet: 'precisionRecall', note: 'precisionRecallNote', across: 'found', up: 'precision' };
  writeCurves(book, data, data.report.precisionRecall, axes, false);
}

function writeCurves(
  book: BatchWorkbook,
  { word }: TrainingData,
  curves: readonly Curve[],
  { across, note, sheet: title, up }: Axes,
  hasChance: boolean,
): void {
  const shown = curves.slice(0, classInks.length);
  const tables = hasChance ? [...curves, { className: word('chance'), area: 0.5, points: chance }] : curves;
  // The chart stands in front of the long tables.
  const chartColumns = 9;
  const columnOf = (place: number) => chartColumns + 1 + place * 2;
  const widths = [...new Array<number>(chartColumns).fill(10), 3, ...tables.flatMap(() => [16, 16])];
  const sheet = book.addSheet({ ...{ name: word(title), widths, headerRow: firstRow - 1, tabColor } });
  const gap = new Array<null>(chartColumns + 1).fill(null);
  const more =
    curves.length > shown.length ? ` ${word('curvesShown', { shown: shown.length, total: curves.length })}` : '';
  sheet.row([cell(word(note) + more, looks.subtitle)], 24);
  sheet.row([...gap, ...tables.flatMap(({ area, className }) => [cell(nameOf(className, area), looks.strong), null])]);
  const heads = [word(across), word(up)].map((name) => cell(name, looks.headerFigure));
  sheet.row([...gap, ...tables.flatMap(() => heads)], 32);
  const longest = Math.max(...tables.map(({ points }) => points.length));
  for (let at = 0; at < longest; at++) {
    const figures = tables.flatMap(
      ({ points: { [at]: point } }) => point?.map((value) => cell(value, figureLook('0.0000'))) ?? [null, null],
    );
    sheet.row([...gap, ...figures]);
  }
  const series: ScatteredTable['series'] = shown.map(({ area, className, points }, place) => ({
    ...{ name: nameOf(className, area), look: 'line', color: classInks[place]!, points, firstRow },
    ...{ acrossColumn: columnOf(place), upColumn: columnOf(place) + 1 },
  }));
  const even: ScatteredTable['series'][number] = {
    ...{ name: word('chance'), look: 'dashed', color: chartInks.soft, points: chance, firstRow },
    ...{ acrossColumn: columnOf(curves.length), upColumn: columnOf(curves.length) + 1 },
  };
  const axis = (key: TrainingWord) => ({ title: word(key), format: '0%', range: unit });
  sheet.charts = [
    scatterChart({
      ...{ title: word(title), series: hasChance ? [...series, even] : series, across: axis(across), up: axis(up) },
      at: { column: 0, row: firstRow - 1, columns: chartColumns, rows: 24 },
    }),
  ];
  sheet.end();
}

const nameOf = (className: string, area: number | null): string =>
  area === null ? neutralText(className) : `${neutralText(className)}: ${area.toFixed(3)}`;
