import { cell } from '../batch/batch-sheets.ts';
import { figureLook, looks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { numberFormat } from '../workbook/number-format.ts';
import { chartInks, scatterChart, tableChart } from './sheet-charts.ts';
import type { TrainingData } from './training-data.ts';

const firstRow = 3;
const chartRows = 20;
/** Places of the columns of the sample of points. */
const sample = { predicted: 5, truth: 6, residual: 7 } as const;
const chartColumn = 9;

/** The residuals as a histogram, and a sample of rows: prediction and truth, prediction and residual. */
export function writeResidualsSheet(book: BatchWorkbook, { report, texts, word }: TrainingData): void {
  const { residuals } = report;
  if (residuals === null) return;
  const { histogram, points } = residuals;
  const widths = [20, 14, 14, 14, 3, 16, 16, 16, 3];
  const sheet = book.addSheet({ name: word('residuals'), widths, headerRow: firstRow - 1, tabColor });
  sheet.row([cell(word('residualsNote', { rows: texts.count(points.length) }), looks.subtitle)], 24);
  sheet.row(
    [
      cell(word('residual'), looks.header),
      ...['≥', '<', word('rows')].map((name) => cell(name, looks.headerFigure)),
      null,
      ...[word('predicted'), word('truth'), word('residual')].map((name) => cell(name, looks.headerFigure)),
    ],
    24,
  );
  const names = histogram.map(({ from, to }) => texts.number((from + to) / 2));
  const figure = (value: number) => cell(value, figureLook(numberFormat(value)));
  for (let at = 0; at < Math.max(histogram.length, points.length); at++) {
    const bin = histogram[at];
    const point = points[at];
    sheet.row([
      ...(bin
        ? [cell(names[at] ?? '', looks.text), figure(bin.from), figure(bin.to), cell(bin.rows, looks.count)]
        : [null, null, null, null]),
      null,
      ...(point ? [figure(point[1]), figure(point[0]), figure(point[0] - point[1])] : []),
    ]);
  }
  const place = (at: number) => ({
    column: chartColumn,
    row: firstRow - 1 + at * (chartRows + 1),
    columns: 9,
    rows: chartRows,
  });
  const values = points.flat();
  const low = values.reduce((one, other) => Math.min(one, other), values[0] ?? 0);
  const high = values.reduce((one, other) => Math.max(one, other), values[0] ?? 0);
  const axis = (title: string) => ({ title, format: numberFormat(high), range: null });
  const even = { from: low, to: high > low ? high : low + 1 };
  sheet.charts = [
    tableChart({
      ...{ title: word('residual'), kind: 'column', firstRow, format: '#,##0' },
      names: { column: 0, values: names },
      series: [{ name: word('rows'), column: 3, values: histogram.map(({ rows }) => rows), color: chartInks.accent }],
      at: place(0),
    }),
    scatterChart({
      title: word('predictedTrue'),
      series: [
        {
          ...{ name: word('truth'), look: 'points', color: chartInks.accent, firstRow },
          ...{ acrossColumn: sample.predicted, upColumn: sample.truth },
          points: points.map(([one, other]) => [other, one]),
        },
      ],
      across: { ...axis(word('predicted')), range: even },
      up: { ...axis(word('truth')), range: even },
      at: place(1),
    }),
    scatterChart({
      title: word('predictedResidual'),
      series: [
        {
          ...{ name: word('residual'), look: 'points', color: chartInks.warm, firstRow },
          ...{ acrossColumn: sample.predicted, upColumn: sample.residual },
          points: points.map(([one, other]) => [other, one - other]),
        },
      ],
      across: axis(word('predicted')),
      up: axis(word('residual')),
      at: place(2),
    }),
  ];
  sheet.end();
}
