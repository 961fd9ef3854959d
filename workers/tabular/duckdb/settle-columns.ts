import type { TableQuery } from '../../../contract/orders.ts';
import type { ReadingNote } from '../../../contract/reading-notes.ts';
import { type ColumnNote, type ColumnReading, columnReading } from './column-reading.ts';
import type { SourceColumn } from './described-table.ts';
import { type DuckDbSession, rowsOf } from './session.ts';

export interface SettledColumns {
  readonly columns: TableQuery['columns'];
  readonly notes: readonly ReadingNote[];
  readonly rows: number;
}

/** Tests in one query; a table can have thousands of columns. */
const testsAtOnce = 256;

/** Decides over every row of `from` how each column is read; one look at the columns that leave a choice. */
export async function settleColumns(
  session: DuckDbSession,
  from: string,
  sources: readonly SourceColumn[],
): Promise<SettledColumns> {
  const readings = sources.map(columnReading);
  const tested = readings.flatMap((reading, place) => (reading.test ? [{ place, test: reading.test }] : []));
  let rows = 0;
  for (let first = 0; first === 0 || first < tested.length; first += testsAtOnce) {
    const some = tested.slice(first, first + testsAtOnce);
    const counts = some.map(({ test }) => `count(*) FILTER (WHERE ${test})`);
    const [answer = []] = await rowsOf(session, `SELECT ${['count(*)', ...counts].join(', ')} FROM ${from}`);
    rows = Number(answer[0]);
    for (const [index, { place }] of some.entries()) {
      const reading = readings[place] as ColumnReading;
      if (Number(answer[index + 1]) > 0 && reading.otherwise) readings[place] = reading.otherwise;
    }
  }
  return {
    columns: readings.map(({ expression, kind }) => ({ expression, kind })),
    notes: notesOf(readings, sources),
    rows,
  };
}

function notesOf(readings: readonly ColumnReading[], sources: readonly SourceColumn[]): ReadingNote[] {
  const columnsByNote = new Map<ColumnNote, string[]>();
  for (const [place, { note }] of readings.entries()) {
    if (note === null) continue;
    columnsByNote.set(note, [...(columnsByNote.get(note) ?? []), (sources[place] as SourceColumn).name]);
  }
  return [...columnsByNote].map(([kind, columns]) => ({ kind, columns }));
}
