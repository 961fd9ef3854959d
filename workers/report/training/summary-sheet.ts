import { cell } from '../batch/batch-sheets.ts';
import { looks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { chartInks, tableChart } from './sheet-charts.ts';
import { promiseText, scoreColumns, scoreFormat, scoresNote, subtitle, type TrainingData } from './training-data.ts';
import { scoreTexts } from './training-words.ts';

/** Scores beside the baselines, what to look at, and the way to the other sheets. */
export function writeSummarySheet(book: BatchWorkbook, data: TrainingData, others: readonly string[]): void {
  const { locale, report, scoreNames, warnings, word } = data;
  const columns = scoreColumns(report);
  const hasSpread = report.crossValidated !== null;
  const sheet = book.addSheet({
    ...{ name: word('summary'), widths: [30, 20, ...new Array<number>(columns.length + 1).fill(16)] },
    ...{ headerRow: 0, tabColor },
  });
  sheet.row([cell(neutralText(word('title', { target: report.target })), looks.title)], 30);
  sheet.row([cell(neutralText(subtitle(data)), looks.subtitle)]);
  sheet.skip();
  sheet.row([cell(word('scores'), looks.heading)]);
  const heads = columns.flatMap((column) => [
    word(column.word),
    ...(column.word === 'crossValidated' ? [word('deviation')] : []),
  ]);
  const top = [cell(word('score'), looks.header), cell('', looks.header)];
  sheet.row([...top, ...heads.map((name) => cell(name, looks.headerFigure))], 32);
  for (const name of scoreNames) {
    const { isHigherBetter, name: texts } = scoreTexts[name];
    const figures = columns.flatMap(({ deviation, scores, word: kind }) => [
      figure(name, scores?.[name] ?? null),
      ...(kind === 'crossValidated' ? [figure(name, deviation?.[name] ?? null)] : []),
    ]);
    const better = word(isHigherBetter ? 'higherIsBetter' : 'lowerIsBetter');
    sheet.row([cell(texts[locale], looks.strong), cell(better, looks.soft), ...figures]);
  }
  const counts = columns.flatMap(({ scores, word: kind }) => [
    cell(scores?.rows ?? null, looks.count),
    ...(kind === 'crossValidated' ? [cell(null, looks.count)] : []),
  ]);
  sheet.row([cell(word('rows'), looks.text), cell('', looks.text), ...counts]);
  sheet.row([cell(scoresNote(data), looks.subtitle)]);
  const promise = promiseText(data);
  if (promise !== null) sheet.row([cell(promise, looks.subtitle)]);
  sheet.skip();
  sheet.row([cell(word('warnings'), looks.heading)]);
  if (warnings.length === 0) sheet.row([cell(word('noWarnings'), looks.subtitle)]);
  for (const sentence of warnings) sheet.row([cell(neutralText(sentence), { ink: looks.title.ink })]);
  sheet.skip();
  const contentsRow = sheet.row([cell(word('contents'), looks.heading)]);
  for (const name of others) sheet.row([cell(name, looks.link, { sheet: name, cell: 'A1' })]);
  const [first] = scoreNames;
  if (first && hasSpread) {
    sheet.skip();
    writeCompared(first);
  }
  sheet.end();

  /** The first score once more as a small table with a chart. */
  function writeCompared(name: NonNullable<typeof first>): void {
    const title = scoreTexts[name].name[locale];
    const compared = columns.map(({ scores, word: kind }) => ({ name: word(kind), value: scores?.[name] ?? 0 }));
    sheet.row([cell(word('score'), looks.header), cell(title, looks.headerFigure)], 22);
    const firstRow = sheet.rows + 1;
    for (const one of compared) sheet.row([cell(one.name, looks.text), figure(name, one.value)]);
    const chart = tableChart({
      ...{ title, kind: 'column', firstRow, format: scoreFormat(name, compared[0]?.value ?? 0) },
      names: { column: 0, values: compared.map((one) => one.name) },
      series: [{ name: title, column: 1, values: compared.map(({ value }) => value), color: chartInks.accent }],
      at: { column: 2, row: contentsRow - 1, columns: 5 },
    });
    sheet.charts = [chart];
  }
}

function figure(name: TrainingData['scoreNames'][number], value: number | null) {
  return cell(value, value === null ? looks.count : { ...looks.count, format: scoreFormat(name, value) });
}
