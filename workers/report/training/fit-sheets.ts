import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import { colorScaleMarkup, columnLetters } from '../../tabular/writer/sheet-markup.ts';
import { cell } from '../batch/batch-sheets.ts';
import { looks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { confusionShares } from './fit-sections.ts';
import { chartInks, scatterChart } from './sheet-charts.ts';
import { calibrationNote, type TrainingData } from './training-data.ts';
import type { TrainingWord } from './training-words.ts';

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
    for (const { right, rows, stated } of told.bins) {
      sheet.row([
        cell(texts.share(stated), looks.text),
        cell(stated, looks.share),
        cell(right, looks.share),
        cell(rows, looks.count),
      ]);
    }
    // On the diagonal a stated probability is right as often as it says.
    const curve = (name: TrainingWord, look: 'line' | 'points' | 'dashed', color: string, upColumn: number) => ({
      ...{ name: word(name), look, color, acrossColumn: 1, upColumn, firstRow },
      points: told.bins.map(({ right, stated }) => [stated, upColumn === 2 ? right : stated] as const),
    });
    const axis = (name: TrainingWord) => ({ title: word(name), format: '0%', range: { from: 0, to: 1 } });
    charts.push(
      scatterChart({
        title: word(key),
        series: [curve('stated', 'dashed', chartInks.soft, 1), curve('right', 'line', chartInks.accent, 2)],
        ...{ across: axis('stated'), up: axis('right') },
        at: { column: 5, row: charts.length * 19 + 1, columns: 8, rows: 18 },
      }),
    );
  }
  sheet.charts = charts;
  sheet.end();
}
