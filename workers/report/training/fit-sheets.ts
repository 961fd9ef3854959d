import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import { colorScaleMarkup, columnLetters } from '../../tabular/writer/sheet-markup.ts';
import { cell } from '../batch/batch-sheets.ts';
import { figureLook, looks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { numberFormat } from '../workbook/sheet-style.ts';
import { confusionShares } from './fit-sections.ts';
import { chartInks, tableChart } from './sheet-charts.ts';
import { calibrationNote, type TrainingData } from './training-data.ts';

const accentScale = 'FFB9C2F0';

/** Rows by true and predicted class, the shares of each line as colours. */
export function writeConfusionSheet(book: BatchWorkbook, { report, word }: TrainingData): void {
  const names = (report.classes ?? []).map(({ name }) => neutralText(name));
  const confusion = report.confusion ?? [];
  const { found, right } = confusionShares(confusion);
  const widths = [24, ...names.map(() => 14), 14];
  const sheet = book.addSheet({ name: word('confusion'), widths, headerRow: 2, frozenColumns: 1, tabColor });
  sheet.row([cell(word('confusionNote'), looks.subtitle)], 24);
  sheet.row(
    [
      cell(word('trueClass'), looks.header),
      ...[...names, word('recall')].map((name) => cell(name, looks.headerFigure)),
    ],
    32,
  );
  for (const [place, row] of confusion.entries()) {
    const counts = row.map((count) => cell(count, looks.count));
    sheet.row([cell(names[place] ?? '', looks.strong), ...counts, cell(found[place] ?? null, looks.share)]);
  }
  sheet.row([cell(word('precision'), looks.text), ...right.map((share) => cell(share, looks.share))]);
  const last = columnLetters(names.length);
  // Each line by itself: a rare class would be pale beside a frequent one.
  const scales = confusion.map((row, place) =>
    colorScaleMarkup(`B${place + 3}:${last}${place + 3}`, place + 1, accentScale, [
      0,
      Math.max(
        1,
        row.reduce((sum, count) => sum + count, 0),
      ),
    ]),
  );
  sheet.end(scales.join(''));
}

/** Stated probabilities and what was right, before and after, as a table and a chart. */
export function writeCalibrationSheet(book: BatchWorkbook, data: TrainingData): void {
  const { report, texts, word } = data;
  const { calibration } = report;
  if (calibration === null) return;
  const sheet = book.addSheet({ name: word('calibration'), widths: [16, 16, 16, 14], headerRow: 0, tabColor });
  sheet.row([cell(calibrationNote(data), looks.subtitle)], 24);
  const charts: SheetChart[] = [];
  for (const [key, told] of [
    ['afterCalibration', calibration.after],
    ['beforeCalibration', calibration.before],
  ] as const) {
    sheet.skip();
    sheet.row([cell(word(key), looks.heading)]);
    sheet.row([
      cell(word('bin'), looks.header),
      ...[word('stated'), word('right'), word('rows')].map((name) => cell(name, looks.headerFigure)),
    ]);
    const firstRow = sheet.rows + 1;
    const names = told.bins.map(({ stated }) => texts.share(stated));
    for (const [at, { right, rows, stated }] of told.bins.entries()) {
      sheet.row([
        cell(names[at] ?? '', looks.text),
        cell(stated, looks.share),
        cell(right, looks.share),
        cell(rows, looks.count),
      ]);
    }
    const series = [
      { name: word('stated'), column: 1, values: told.bins.map(({ stated }) => stated), color: chartInks.soft },
      { name: word('right'), column: 2, values: told.bins.map(({ right }) => right), color: chartInks.accent },
    ];
    const at = { column: 5, row: charts.length * 17 + 1, columns: 8 };
    const drawn = {
      title: word(key),
      kind: 'line',
      format: '0%',
      firstRow,
      names: { column: 0, values: names },
    } as const;
    charts.push(tableChart({ ...drawn, series, at }));
  }
  sheet.charts = charts;
  sheet.end();
}

/** The residuals as a histogram. */
export function writeResidualsSheet(book: BatchWorkbook, { report, texts, word }: TrainingData): void {
  const { residuals } = report;
  if (residuals === null) return;
  const sheet = book.addSheet({ name: word('residuals'), widths: [20, 14, 14, 14], headerRow: 1, tabColor });
  sheet.row(
    [cell(word('residual'), looks.header), ...['≥', '<', word('rows')].map((name) => cell(name, looks.headerFigure))],
    24,
  );
  const names = residuals.histogram.map(({ from, to }) => texts.number((from + to) / 2));
  for (const [at, { from, rows, to }] of residuals.histogram.entries()) {
    const edges = [from, to].map((edge) => cell(edge, figureLook(numberFormat(edge))));
    sheet.row([cell(names[at] ?? '', looks.text), ...edges, cell(rows, looks.count)]);
  }
  const values = residuals.histogram.map(({ rows }) => rows);
  sheet.charts = [
    tableChart({
      ...{ title: word('residual'), kind: 'column', firstRow: 2, format: '#,##0' },
      names: { column: 0, values: names },
      series: [{ name: word('rows'), column: 3, values, color: chartInks.accent }],
      at: { column: 5, row: 1, columns: 10 },
    }),
  ];
  sheet.end();
}
