import type { Reading } from '../../../contract/reading.ts';
import type { ReadingNote } from '../../../contract/reading-notes.ts';
import { detectHeader, type HeaderDetection, headerAt, uniqueNames } from '../header.ts';
import type { TextSample } from './text-sample.ts';

/** The header of a text file: where `reading` says, or else as it is detected. */
export function textHeader(sample: TextSample, reading: Reading): HeaderDetection {
  const header = reading.header === null ? detectHeader(sample.rows) : headerAt(sample.rows, [], reading.header);
  return withNamesAbove(sample, withoutCommentSign(header));
}

/** `# id,name` above `1,Ann`: the sign marks the line, it is no part of the first name. */
function withoutCommentSign(header: HeaderDetection): HeaderDetection {
  const [first = '', ...others] = header.originalNames;
  const bare = /^[#%]\s*(\S.*)$/.exec(first)?.[1];
  return bare === undefined || header.headerRows === 0 ? header : { ...header, originalNames: [bare, ...others] };
}

/**
 * Where every row has one value more than the header has names, the first column is the one without: so are tables with
 * names of rows written by R.
 */
function withNamesAbove(sample: TextSample, header: HeaderDetection): HeaderDetection {
  const { columns, originalNames, headerStart, headerRows, firstDataRow } = header;
  const width = columns.length;
  const names = sample.rows[headerStart];
  if (headerRows !== 1 || names?.length !== width - 1 || columns[width - 1] !== width - 1) return header;
  if (originalNames.slice(0, -1).includes('') || originalNames[width - 1] !== '') return header;
  const rows = sample.rows.slice(firstDataRow).filter((row) => row.length > 0);
  const isFull = rows.length > 1 && rows.every((row) => row.length === width && row[width - 1]?.kind !== 'missing');
  return isFull ? { ...header, originalNames: ['', ...originalNames.slice(0, -1)] } : header;
}

/** The field from which on only single rows of the sample have values and the header has no names; null: there is none. */
export function usualFieldsOf(sample: TextSample, header: HeaderDetection): number | null {
  const { columns, originalNames, firstDataRow } = header;
  const lastNamed = originalNames.findLastIndex((name) => name !== '');
  if (lastNamed < 0) return null;
  const rows = sample.rows.slice(firstDataRow).filter((row) => row.length > 0);
  const isFew = (place: number) =>
    rows.filter((row) => (row[place]?.kind ?? 'missing') !== 'missing').length * 2 < rows.length;
  return columns.slice(lastNamed + 1).find(isFew) ?? null;
}

/** What a person would want to know of the way the header was read. `originalNames` and `names` are those of all columns. */
export function headerNotes(
  sample: TextSample,
  header: HeaderDetection,
  originalNames: readonly string[],
  names: readonly string[] = uniqueNames(originalNames),
): ReadingNote[] {
  const lines = sample.hasContent.slice(0, header.headerStart).filter((has) => has).length;
  const lastNamed = originalNames.findLastIndex((name) => name !== '');
  const beyond = lastNamed < 0 ? [] : names.slice(lastNamed + 1);
  return [
    ...(lines > 0 ? [{ kind: 'linesSkipped' as const, lines }] : []),
    ...(beyond.length > 0 ? [{ kind: 'columnsBeyondHeader' as const, columns: beyond }] : []),
  ];
}
