import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import fc from '../../builders/fast-check.ts';
import { readWholeTable } from '../../builders/read-whole-table.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import type { TestCell, TestColumn } from '../explore/stored-table.ts';
import { exportTable } from './export-table.ts';
import { hasOpenpyxl, readWithOpenpyxl } from './read-with-openpyxl.ts';

const { folder } = temporaryFolder();
const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0;

/** As cells of a segment are shown. */
const shown = (cell: TestCell) => (cell instanceof Date ? { date: cell.toISOString() } : cell === 0 ? 0 : cell);
const day = fc.integer({ min: 61 - 25_569, max: 80_000 }).map((days) => new Date(days * 86_400_000));
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
/** A carriage return becomes a line feed in every reader of XML but where it is escaped, which some do not undo. */
const text = words.filter(
  (word) => word.trim() !== '' && !/[\r\p{Cc}\ufffe\uffff]|_x/u.test(word) && !word.startsWith('#'),
);
const column = (name: string, cell: fc.Arbitrary<TestCell>, type: TestColumn['type']) =>
  fc
    .array(fc.option(cell, { freq: 6 }), { minLength: 12, maxLength: 12 })
    .map((cells): TestColumn => ({ name, type, cells }));
const table = fc.tuple(
  column(
    '文 text',
    fc.oneof(text, fc.constantFrom(' a ', 'a\nb', '=1+1', '007', '1e5', 'TRUE', '_x0041_', '<&>"')),
    'text',
  ),
  column('number', fc.double({ noNaN: true, noDefaultInfinity: true }), 'number'),
  column('whole', fc.maxSafeInteger(), 'number'),
  column('day', day, 'date'),
  column('is', fc.boolean(), 'boolean'),
);

describe('a workbook written here', () => {
  it('holds the same cells for the program’s own reader', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (columns) => {
        // The first row must hold something, and no row may be empty: readers leave such rows out.
        const full: TestColumn[] = [
          { name: 'row', type: 'text', cells: columns[0].cells.map((_, row) => `r${row}`) },
          ...columns,
        ];
        const { path: file } = await exportTable(folder, full);
        const { plan, rows } = await readWholeTable(file);
        expect(plan.columnNames).toEqual(
          full
            .filter(({ cells }) => plan.columnNames.length > 5 || cells.some((cell) => cell !== null))
            .map(({ name }) => name),
        );
        const kept = full.filter(({ name }) => plan.columnNames.includes(name));
        // Excel has no −0.
        expect(rows.map((row) => row.map((cell) => (cell === 0 ? 0 : cell)))).toEqual(
          columns[0].cells.map((_, row) => kept.map(({ cells }) => shown(cells[row]!))),
        );
      }),
      { numRuns: 40 },
    );
  });

  it.skipIf(!hasOpenpyxl)('holds them for openpyxl', async () => {
    const [columns] = fc.sample(table, { numRuns: 1, seed: 7 });
    const [sheet] = readWithOpenpyxl((await exportTable(folder, columns!)).path);
    const seen = (cell: TestCell) => (cell instanceof Date ? { date: cell.toISOString().slice(0, 19) } : cell);
    expect(sheet!.rows.slice(1)).toEqual(
      columns![0].cells.map((_, row) => columns!.map(({ cells }) => seen(cells[row]!))),
    );
  });

  it.skipIf(!hasLibreOffice)(
    'holds them for LibreOffice',
    async () => {
      const columns: TestColumn[] = [
        { name: '姓名', type: 'text', cells: ['张三', '=1+1', ' a & <b> ', '007', null] },
        { name: 'n', type: 'number', cells: [1.5, -2.25, 0.125, 1e15, null] },
        { name: 'day', type: 'date', cells: [new Date('2024-03-01T00:00Z'), null, null, null, null] },
        { name: 'is', type: 'boolean', cells: [true, false, null, null, true] },
      ];
      const { path: file } = await exportTable(folder, columns, { groupBy: 'is' });
      const profile = `-env:UserInstallation=file://${path.join(folder, 'office')}`;
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
      execFileSync('soffice', ['--headless', profile, '--convert-to', filter, '--outdir', folder, file], {
        stdio: 'ignore',
      });
      const sheet = (name: string) => readFileSync(path.join(folder, `export-${name}.csv`), 'utf8').split('\n');
      expect(sheet('true').slice(0, 4)).toEqual([
        '← Index  ·  true  ·  2 rows,,,',
        '姓名,n,day,is',
        '张三,1.5,2024-03-01,TRUE',
        ',,,TRUE',
      ]);
      expect(sheet('false').slice(2, 3)).toEqual(['=1+1,-2.25,,FALSE']);
      expect(sheet('(empty)').slice(2, 4)).toEqual([' a & <b> ,0.125,,', '007,1000000000000000,,']);
      expect(sheet('Index')[4]).toBe('false,1,20%,false');
    },
    120_000,
  );
});

describe('many groups', () => {
  it('have a sheet each, three thousand of them', async () => {
    const rows = 6000;
    const columns: TestColumn[] = [
      {
        name: 'class',
        type: 'text',
        cells: Array.from({ length: rows }, (_, row) => `A very long name of a class, number ${row % 3000}`),
      },
      { name: 'n', type: 'number', cells: Array.from({ length: rows }, (_, row) => row) },
    ];
    const { path: file } = await exportTable(folder, columns, { groupBy: 0 }, { parts: 4 });
    const { plan, rows: read } = await readWholeTable(file, { reading: { sheet: 'A very long name of a cl (2501)' } });
    expect(plan.columnNames).toEqual(['class', 'n']);
    expect(read).toEqual([
      ['A very long name of a class, number 2500', 2500],
      ['A very long name of a class, number 2500', 5500],
    ]);
  }, 60_000);

  it('are refused as sheets beyond what a program opens, and told to become files', async () => {
    const cells = Array.from({ length: 10_050 }, (_, row) => `g${row}`);
    const columns: TestColumn[] = [{ name: 'g', type: 'text', cells }];
    await expect(exportTable(folder, columns, { groupBy: 0 })).rejects.toMatchObject({
      code: 'EXPORT_TOO_MANY_SHEETS',
      values: { column: 'g', sheets: 10_050, limit: 10_000 },
    });
    const files = await exportTable(folder, columns, { groupBy: 0, split: 'files', format: 'csv' });
    expect(files.extension).toBe('.zip');
  }, 60_000);
});
