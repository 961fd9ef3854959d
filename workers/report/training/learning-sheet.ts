import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import { cell } from '../batch/batch-sheets.ts';
import { figureLook, looks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { numberFormat } from '../workbook/number-format.ts';
import { chartInks, tableChart } from './sheet-charts.ts';
import { learningNote, type TrainingData } from './training-data.ts';
import type { TrainingWord } from './training-words.ts';

interface Step {
  /** Rows or rounds so far. */
  readonly at: number;
  readonly train: number;
  readonly validation: number;
}

/** The metric by rows trained on, and by round, each with its chart. */
export function writeLearningSheet(book: BatchWorkbook, data: TrainingData): void {
  const { report, word } = data;
  const { history, learningCurve } = report;
  const sheet = book.addSheet({ ...{ name: word('learning'), widths: [14, 16, 16], headerRow: 0, tabColor } });
  const charts: SheetChart[] = [];
  sheet.row([cell(learningNote(data), looks.subtitle)], 24);
  // The final model may have more rounds than were judged on other rows.
  const rounds = history.train
    .slice(0, history.validation.length)
    .map((train, at) => ({ at: at + 1, train, validation: history.validation[at] ?? Number.NaN }));
  writeSteps(
    'learning',
    'rows',
    learningCurve.map(({ rows, train, validation }) => ({ at: rows, train, validation })),
  );
  writeSteps('history', 'round', rounds);
  sheet.charts = charts;
  sheet.end();

  function writeSteps(title: TrainingWord, head: TrainingWord, steps: readonly Step[]): void {
    if (steps.length < 2) return;
    sheet.skip();
    sheet.row([cell(word(title), looks.heading)]);
    const heads = [word(head), word('trained'), word('others')];
    sheet.row(
      heads.map((name) => cell(name, looks.headerFigure)),
      24,
    );
    const firstRow = sheet.rows + 1;
    for (const { at, train, validation } of steps) {
      sheet.row([
        cell(at, looks.count),
        ...[train, validation].map((value) => cell(value, figureLook(numberFormat(value)))),
      ]);
    }
    const values = (of: 'train' | 'validation') => steps.map((step) => step[of]);
    charts.push(
      tableChart({
        ...{ title: word(title), kind: 'line', firstRow, format: 'General' },
        names: { column: 0, values: steps.map(({ at }) => String(at)) },
        series: [
          { name: word('trained'), column: 1, values: values('train'), color: chartInks.warm },
          { name: word('others'), column: 2, values: values('validation'), color: chartInks.accent },
        ],
        at: { column: 4, row: 2 + charts.length * 17, columns: 8 },
      }),
    );
  }
}
