import type { ExportOptions } from '../../contract/export-options.ts';
import type { TextTarget } from '../tabular/writer/packed-text.ts';
import { columnHeadings } from './column-heading.ts';
import type { ExportLayout, RowRange } from './layout.ts';
import { csvForm, jsonForm, LineRows } from './line-rows.ts';
import { csvTexts } from './line-texts.ts';
import type { PartWork } from './part-work.ts';
import { PlainText } from './plain-text.ts';

const sliceRows = 4096;
/** Tells Excel that the text is UTF-8. */
const byteOrderMark = '\ufeff';
const encoder = new TextEncoder();

/** How the rows stand in lines. */
export function lineRows({ columns }: ExportLayout, { format, isNeutralised }: ExportOptions): LineRows {
  return new LineRows(
    format === 'csv' ? csvForm(columns.length, isNeutralised) : jsonForm(columns.map(({ name }) => name)),
  );
}

/** What stands in front of the lines of a file. */
export function linesHead({ columns }: ExportLayout, { format, hasUnits, isNeutralised }: ExportOptions): Uint8Array {
  if (format !== 'csv') return new Uint8Array(0);
  const headings = hasUnits ? columnHeadings(columns) : columns.map(({ name }) => name);
  const names = headings.map((name) => csvName(name, isNeutralised));
  return encoder.encode(`${byteOrderMark}${names.join(',')}\r\n`);
}

function csvName(name: string, isNeutralised: boolean): string {
  const bytes = encoder.encode(name);
  const dictionary = { count: 1, offsets: Uint32Array.of(0, bytes.length), bytes, hashes: null };
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvTexts(dictionary, isNeutralised).bytes);
}

/** Writes the rows of a range as lines. */
export function writeRange(
  work: PartWork,
  lines: LineRows,
  text: TextTarget,
  { from, to }: RowRange,
  group: number | null,
) {
  for (const slice of work.rows.slices(from, to, sliceRows)) {
    lines.write(text, slice.cells, slice.from, slice.to);
    work.onRows(slice.firstRow + slice.to - slice.from, group);
  }
}

/** The part's stretch of the one file that holds all rows. */
export function writeLines(work: PartWork): void {
  const { file, layout, order, range } = work;
  if (order.part === 0) file.write(linesHead(layout, order.options));
  const text = new PlainText(file);
  writeRange(work, lineRows(layout, order.options), text, range, null);
  text.flush();
}
