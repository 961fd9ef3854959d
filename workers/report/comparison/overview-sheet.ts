import type { Cell } from '../../tabular/writer/sheet-writer.ts';
import { cell } from '../batch/batch-sheets.ts';
import { looks, severityLooks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { figureStyle } from './compared-figure.ts';
import { type ComparisonReport, headline } from './comparison-data.ts';
import { driftTexts } from './comparison-texts.ts';
import { keyLines } from './key-lines.ts';

const bareFacts = { unit: null, isPercent: false } as const;

/** Files, counts, the key, columns that drifted and the largest changes, with links to the other sheets. */
export function writeOverviewSheet(book: BatchWorkbook, report: ComparisonReport): void {
  const { comparison, locale, word } = report;
  const { drifted, earlier, largestChanges, later, rows } = comparison;
  const sheet = book.addSheet({
    ...{ name: word('overview'), widths: [30, 26, 26, 18, 18], headerRow: 0, tabColor, isReport: true },
  });
  sheet.row([cell(word('title', { file: neutralText(later.fileName) }), looks.title)], 30);
  sheet.row([cell(headline(report), looks.subtitle)]);
  sheet.skip();
  sheet.row([cell(null, looks.heading), cell(word('earlier'), looks.heading), cell(word('later'), looks.heading)]);
  const facts: [string, Cell, Cell][] = [
    [word('file'), cell(neutralText(earlier.fileName), looks.fact), cell(neutralText(later.fileName), looks.fact)],
    [word('sheet'), cell(neutralText(earlier.sheet), looks.fact), cell(neutralText(later.sheet), looks.fact)],
    [word('rowCount'), cell(earlier.rows, looks.factCount), cell(later.rows, looks.factCount)],
    [word('columnCount'), cell(earlier.columns, looks.factCount), cell(later.columns, looks.factCount)],
  ];
  for (const [label, one, other] of facts) sheet.row([cell(label, looks.label), one, other]);
  sheet.skip();
  const counts: [string, number][] = [
    [word('added'), rows.added],
    [word('removed'), rows.removed],
    [word('changed'), rows.changed],
    [word('unchanged'), rows.unchanged],
    [word('drifted'), drifted.length],
  ];
  for (const [label, count] of counts) sheet.row([cell(label, looks.label), cell(count, looks.factCount)]);
  sheet.skip();
  for (const line of keyLines(report)) sheet.row([cell(neutralText(line), looks.subtitle)]);
  sheet.skip();
  sheet.row([cell(word('contents'), looks.heading)]);
  for (const name of [word('schemaSheet'), word('columns'), word('rowsSheet')]) {
    sheet.row([cell(name, looks.link, { sheet: name, cell: 'A1' })]);
  }
  if (drifted.length > 0) {
    sheet.skip();
    sheet.row([
      cell(word('drifted'), looks.heading),
      cell(word('psi'), looks.heading),
      cell(word('drift'), looks.heading),
    ]);
    for (const { drift, name, psi } of drifted.slice(0, 50)) {
      const look = severityLooks[drift === 'major' ? 'high' : 'medium'];
      sheet.row([
        cell(neutralText(name), looks.text),
        cell(psi, { ...looks.fact, format: '0.000' }),
        cell(driftTexts[drift][locale], look),
      ]);
    }
  }
  if (largestChanges.length > 0) {
    sheet.skip();
    sheet.row([cell(word('largest'), looks.heading)]);
    const head = [word('column'), word('key'), word('was'), word('is'), word('difference')];
    sheet.row(head.map((name, place) => cell(name, place < 2 ? looks.header : looks.headerFigure)));
    for (const { after, before, column, key } of largestChanges) {
      const isWhole = Number.isInteger(before) && Number.isInteger(after);
      const look = isWhole ? looks.count : figureStyle(looks.text, [before, after], bareFacts);
      sheet.row([
        cell(neutralText(column), looks.text),
        cell(neutralText(key.map((part) => String(part ?? '')).join(', ')), looks.text),
        ...[before, after, after - before].map((value) => cell(value, look)),
      ]);
    }
  }
  sheet.end();
}
