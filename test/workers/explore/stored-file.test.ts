import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoredFile } from '../../../workers/explore/parquet/stored-file.ts';
import { StoredRows } from '../../../workers/export/stored-rows.ts';
import { cellKind, dictionaryText } from '../../../workers/tabular/segment.ts';
import fc from '../../builders/fast-check.ts';
import { scratchFolder, storeTable, type TestCell, type TestColumn } from './stored-table.ts';

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  scratch = await scratchFolder();
});
afterAll(() => scratch.remove());

/** All cells of a stored table, column by column; dates as Date. */
function cellsOf(file: string, sliceRows = 1000): TestCell[][] {
  const stored = new StoredFile(file);
  try {
    const columns: TestCell[][] = stored.columns.map(() => []);
    const places = stored.columns.map((_, place) => place);
    for (const { cells, from, to } of new StoredRows(
      stored,
      places.map((place) => ({ place })),
    ).slices(0, stored.rows, sliceRows)) {
      for (const [place, { kinds, numbers, codes, dictionary }] of cells.entries()) {
        for (let row = from; row < to; row++) {
          const kind = kinds[row];
          const number = numbers?.[row] as number;
          if (kind === cellKind.missing) columns[place]!.push(null);
          else if (kind === cellKind.text) columns[place]!.push(dictionaryText(dictionary!, codes?.[row] as number));
          else if (kind === cellKind.boolean) columns[place]!.push(number === 1);
          else columns[place]!.push(kind === cellKind.date ? new Date(number) : number);
        }
      }
    }
    return columns;
  } finally {
    stored.close();
  }
}

const rows = 300;
const column = (name: string, type: TestColumn['type'], cell: fc.Arbitrary<TestCell>) =>
  fc
    .array(fc.option(cell, { freq: 5 }), { minLength: rows, maxLength: rows })
    .map((cells): TestColumn => ({ name, type, cells }));
const whole = (milliseconds: number) =>
  fc.integer({ min: -3e7, max: 3e7 }).map((time) => new Date(time * milliseconds));
const table = fc.tuple(
  column('few', 'text', fc.constantFrom('a', '汉字', '')),
  column(
    'distinct',
    'text',
    fc.string({ unit: 'grapheme', maxLength: 100 }).filter((text) => !text.startsWith('#')),
  ),
  column('double', 'number', fc.double({ noNaN: true })),
  column('small', 'number', fc.integer()),
  column('large', 'number', fc.maxSafeInteger()),
  column('is', 'boolean', fc.boolean()),
  column(
    'day',
    'date',
    fc.integer({ min: -100_000, max: 100_000 }).map((day) => new Date(day * 86_400_000)),
  ),
  column('moment', 'date', whole(61_001)),
  column('none', 'empty', fc.constant(null)),
);

describe('stored rows', () => {
  it('come back as they were stored', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 40, max: 400 }), async (columns, segmentRows) => {
        const folder = path.join(scratch.folder, `table-${made++}`);
        await mkdir(folder);
        const { path: file } = await storeTable(folder, columns, segmentRows);
        expect(cellsOf(file, 77)).toEqual(columns.map(({ cells }) => cells));
      }),
      { numRuns: 20 },
    );
  });

  it('are read as DuckDB writes them without compression', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const file = path.join(scratch.folder, 'duck.parquet');
    await connection.run(
      `COPY (SELECT i::INTEGER AS small, i::BIGINT * 4000000000 AS large, CASE WHEN i % 7 = 0 THEN NULL ELSE i / 3 END AS number,
        i % 3 = 0 AS yes, DATE '2024-01-01' + (i % 400)::INTEGER AS day, TIMESTAMP '2024-01-01 08:30:00.25' + INTERVAL (i) SECOND AS moment,
        CASE WHEN i % 5 = 0 THEN NULL ELSE 'value ' || (i % 11) END AS few, 'text ' || i AS many
        FROM range(30000) t(i)) TO '${file}' (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE 8192)`,
    );
    const read = cellsOf(file);
    const expected = (
      await connection.runAndReadAll(
        `SELECT small, large::DOUBLE, number, yes, epoch_ms(day)::DOUBLE, epoch_ms(moment)::DOUBLE, few, many FROM read_parquet('${file}')`,
      )
    ).getColumnsJS();
    const plain = read.map((cells) => cells.map((cell) => (cell instanceof Date ? cell.getTime() : cell)));
    expect(plain).toEqual(expected);
  });

  it('are not looked for in other files', async () => {
    expect(() => new StoredFile(import.meta.filename)).toThrow('no Parquet file');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const file = path.join(scratch.folder, 'packed.parquet');
    await connection.run(`COPY (SELECT 1 AS a) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`);
    expect(() => new StoredFile(file)).toThrow('compressed');
  });
});
