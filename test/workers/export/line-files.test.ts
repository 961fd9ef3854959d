import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { unpackExport } from '../../../workers/export/unpack-export.ts';
import fc from '../../builders/fast-check.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import { quietContext, type TestCell, type TestColumn } from '../explore/stored-table.ts';
import { type ExportInput, exportTable } from './export-table.ts';

const { folder } = temporaryFolder();
const day = (text: string) => new Date(`${text}Z`);

const table: readonly TestColumn[] = [
  { name: 'name, "x"', type: 'text', cells: ['a,b', 'say "hi"', null, 'line\r\nbreak', ' end ', '=SUM(A1)', '-5 kg'] },
  { name: 'n', type: 'number', cells: [1.5, -2, null, 1e300, 0.1 + 0.2, Number.POSITIVE_INFINITY, 7] },
  { name: 'day', type: 'date', cells: [day('2024-03-01'), ...Array(6).fill(null)] },
  { name: 'at', type: 'date', cells: [day('2024-03-01T08:30'), ...Array(6).fill(null)] },
  { name: 'is', type: 'boolean', cells: [true, false, null, null, null, null, true] },
];

async function text(columns: readonly TestColumn[], input: ExportInput, parts = 1): Promise<string> {
  const file = await exportTable(folder, columns, input, { parts });
  return readFileSync(file.path, 'utf8');
}

/** The files of a zip export by name. */
async function files(columns: readonly TestColumn[], input: ExportInput, parts = 1) {
  const zip = await exportTable(folder, columns, input, { parts });
  expect(zip.extension).toBe('.zip');
  const target = `${zip.path}-unpacked`;
  const { files: count } = await unpackExport({ path: zip.path, folder: target }, quietContext());
  const names = readdirSync(target).sort();
  expect(names).toHaveLength(count);
  return { target, names, read: (name: string) => readFileSync(path.join(target, name), 'utf8') };
}

describe('csv', () => {
  it('is what spreadsheet programs expect, and runs nothing there', async () => {
    expect(await text(table, { format: 'csv' })).toBe(
      [
        '\ufeff"name, ""x""",n,day,at,is',
        '"a,b",1.5,2024-03-01,2024-03-01 08:30:00,true',
        '"say ""hi""",-2,,,false',
        ',,,,',
        '"line\r\nbreak",1e+300,,,',
        '" end ",0.30000000000000004,,,',
        "'=SUM(A1),Infinity,,,",
        "'-5 kg,7,,,true",
        '',
      ].join('\r\n'),
    );
  });

  it('leaves text as it is where that is wanted', async () => {
    expect(await text(table, { format: 'csv', isNeutralised: false })).toContain('\r\n=SUM(A1),Infinity');
  });

  it('keeps rows of one column that hold nothing', async () => {
    const one: TestColumn[] = [{ name: 'a', type: 'text', cells: ['x', null, ''] }];
    expect(await text(one, { format: 'csv' })).toBe('\ufeffa\r\nx\r\n""\r\n""\r\n');
  });

  it('is the same however many parts it is written in', async () => {
    const cells = Array.from({ length: 3000 }, (_, row) => (row % 7 === 0 ? null : `t${row}`));
    const long: TestColumn[] = [{ name: 'a', type: 'text', cells }];
    expect(await text(long, { format: 'csv' }, 4)).toBe(await text(long, { format: 'csv' }));
  });

  it('comes back with equal cells whatever the text', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })), {
          minLength: 1,
          maxLength: 20,
        }),
        async (cells) => {
          // What DuckDB's reader cannot be asked for: a bare carriage return in a line of its own kind, and NUL.
          fc.pre(cells.every((cell) => !/[\r\0]/.test(cell ?? '')));
          const columns: TestColumn[] = [
            { name: 'a', type: 'text', cells: cells.map((_, row) => `r${row}`) },
            { name: 'b', type: 'text', cells: cells as TestCell[] },
          ];
          const { path: file } = await exportTable(folder, columns, { format: 'csv', isNeutralised: false });
          const read = await connection.runAndReadAll(
            `SELECT b FROM read_csv('${file}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, new_line = '\\r\\n', auto_detect = false, columns = {'a': 'VARCHAR', 'b': 'VARCHAR'})`,
          );
          expect(read.getRowsJS().map(([cell]) => cell)).toEqual(cells);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('JSON lines', () => {
  it('holds an object for each row', async () => {
    const lines = (await text(table, { format: 'jsonl' })).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      table[0]!.cells.map((_, row) => ({
        'name, "x"': table[0]!.cells[row],
        n: table[1]!.cells[row] === Number.POSITIVE_INFINITY ? 'Infinity' : table[1]!.cells[row],
        day: row === 0 ? '2024-03-01' : null,
        at: row === 0 ? '2024-03-01T08:30:00' : null,
        is: table[4]!.cells[row],
      })),
    );
  });

  it('keeps any text and any number', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true })), {
          minLength: 1,
        }),
        async (rows) => {
          // A lone half of a character has no UTF-8.
          fc.pre(rows.every(([cell]) => Buffer.from(cell).toString() === cell && !cell.startsWith('#')));
          const columns: TestColumn[] = [
            { name: '__proto__', type: 'text', cells: rows.map(([cell]) => cell) },
            { name: 'n', type: 'number', cells: rows.map(([, number]) => number) },
          ];
          const lines = (await text(columns, { format: 'jsonl' })).trimEnd().split('\n');
          expect(lines.map((line) => Object.values(JSON.parse(line)))).toEqual(
            rows.map(([cell, number]) => [cell, number + 0]),
          );
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a file for each group', () => {
  const grouped: TestColumn[] = [
    { name: 'g', type: 'text', cells: ['b/1', 'a', null, 'a', 'CON', 'B?1'] },
    { name: 'n', type: 'number', cells: [1, 2, 3, 4, 5, 6] },
  ];

  it('has a legal name of its own', async () => {
    const { names, read } = await files(grouped, { format: 'csv', groupBy: 0, split: 'files' }, 3);
    expect(names).toEqual(['(empty).csv', 'B_1.csv', '_CON.csv', 'a.csv', 'b_1 (2).csv'].sort());
    expect(read('a.csv')).toBe('\ufeffg,n\r\na,2\r\na,4\r\n');
    expect(read('(empty).csv')).toBe('\ufeffg,n\r\n,3\r\n');
  });

  it('is a Parquet file where that is wanted', async () => {
    const { names, target } = await files(grouped, { format: 'parquet', groupBy: 'G ', split: 'files' }, 2);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const rows = await connection.runAndReadAll(`SELECT * FROM read_parquet('${target}/a.parquet')`);
    expect(names).toContain('a.parquet');
    expect(rows.getRowsJS()).toEqual([
      ['a', 2],
      ['a', 4],
    ]);
  });

  it('comes also where a sheet for each group is no choice', async () => {
    const { names } = await files(grouped, { format: 'jsonl', groupBy: 0 });
    expect(names).toHaveLength(5);
  });
});

it('writes Parquet as other programs read it', async () => {
  const file = await exportTable(folder, table, { format: 'parquet', columns: [3, 0, 1] });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const read = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file.path}')`);
  expect(read.columnNames()).toEqual(['at', 'name, "x"', 'n']);
  expect(read.getRowsJS().map(([, name, number]) => [name, number])).toEqual(
    table[0]!.cells.map((name, row) => [name, table[1]!.cells[row]]),
  );
});

it('refuses a column that is not there', async () => {
  await expect(exportTable(folder, table, { groupBy: 'nope' })).rejects.toMatchObject({ code: 'COLUMN_NAME_UNKNOWN' });
  await expect(exportTable(folder, table, { columns: [9] })).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' });
});
