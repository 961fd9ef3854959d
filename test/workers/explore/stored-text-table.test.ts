import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeRows } from '../../../workers/explore/store-rows.ts';
import { columnView } from '../../../workers/tabular/segment.ts';
import { readTable } from '../tabular/text/text-table.ts';
import { quietContext, scratchFolder } from './stored-table.ts';

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await scratchFolder());
});
afterAll(() => remove());

const rows = 30_000;

/** What each column of the csv holds in a row, from the narrowest whole numbers to doubles. */
const columns: Readonly<Record<string, (row: number) => string>> = {
  byte: (row) => `${(row % 256) - 128}`,
  short: (row) => `${(row % 60_000) - 30_000}`,
  whole: (row) => `${row * 50_000 - 2 ** 30}`,
  gaps: (row) => (row % 7 === 3 ? '' : `${(row % 90) / 4}`),
  price: (row) => `${(row % 5000) / 100}`,
  fine: (row) => `${row / 10_000}`,
  day: (row) => `2024-0${1 + (row % 9)}-1${row % 10}`,
  double: (row) => `${row}e-12`,
  few: (row) => `kind ${row % 3}`,
  some: (row) => `text ${row % 1000}`,
  own: (row) => `own ${row}`,
};

it('is read back cell for cell, however few bytes a column takes and whether it has a dictionary', async () => {
  const names = Object.keys(columns);
  const cellsOf = (row: number) => names.map((name) => columns[name]!(row));
  const source = `${names.join(',')}\n${Array.from({ length: rows }, (_, row) => `${cellsOf(row).join(',')}\n`).join('')}`;
  const { plan, replies } = await readTable(source, { maxParts: 3, smallestPartBytes: 2 ** 17 });
  const segments = replies.map(({ segment }) => segment);
  expect(segments.length).toBe(3);
  const widths = names.map((_, place) => {
    const { wholes, codes } = columnView(segments[0]!, place);
    return wholes?.values.BYTES_PER_ELEMENT ?? codes?.BYTES_PER_ELEMENT ?? 8;
  });
  expect(widths).toEqual([1, 2, 4, 2, 2, 2, 2, 8, 1, 2, 2]);
  const scratchPath = path.join(folder, 'rows.parquet');
  await storeRows({ plan, segments, scratchPath }, quietContext());
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const result = await connection.runAndReadAll('SELECT * FROM read_parquet($path)', { path: scratchPath });
  const stored = result.getRowsJS();
  expect(stored.length).toBe(rows);
  for (const [row, values] of stored.entries()) {
    const expected = cellsOf(row).map((cell, place) => {
      if (cell === '') return null;
      if (names[place] === 'day') return new Date(`${cell}T00:00Z`);
      return place >= names.indexOf('few') ? cell : Number(cell);
    });
    if (row % 997 === 0 || row < 300) expect(values).toEqual(expected);
    else expect(String(values)).toBe(String(expected));
  }
  const encodings = await connection.runAndReadAll(
    "SELECT path_in_schema, bool_or(encodings LIKE '%DICTIONARY%') FROM parquet_metadata($path) GROUP BY 1",
    { path: scratchPath },
  );
  const dictionaries = Object.fromEntries(encodings.getRowsJS().map(([name, has]) => [String(name), has]));
  expect(dictionaries).toMatchObject({ byte: true, gaps: true, price: true, day: true, few: true, some: true });
  expect(dictionaries).toMatchObject({ whole: false, double: false, own: false });
}, 60_000);
