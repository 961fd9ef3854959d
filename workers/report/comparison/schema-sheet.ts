import { cell } from '../batch/batch-sheets.ts';
import { looks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import type { ComparisonReport } from './comparison-data.ts';
import { schemaLines } from './schema-lines.ts';

/** What became of the columns. */
export function writeSchemaSheet(book: BatchWorkbook, report: ComparisonReport): void {
  const { word } = report;
  const lines = schemaLines(report);
  const sheet = book.addSheet({
    ...{ name: word('schemaSheet'), widths: [28, 36, 64], headerRow: 1, hasFilter: lines.length > 0, tabColor },
  });
  sheet.row(
    [word('kind'), word('name'), word('detail')].map((name) => cell(name, looks.header)),
    24,
  );
  for (const line of lines)
    sheet.row(line.map((value, place) => cell(neutralText(value), place === 1 ? looks.strong : looks.text)));
  if (lines.length === 0) sheet.row([cell(word('noSchema'), looks.subtitle)]);
  sheet.end();
}
