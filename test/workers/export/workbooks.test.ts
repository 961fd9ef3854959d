import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import type { TestColumn } from '../explore/stored-table.ts';
import { exportTable } from './export-table.ts';
import { hasOpenpyxl, readWithOpenpyxl } from './read-with-openpyxl.ts';

const { folder } = temporaryFolder();
const day = (text: string) => new Date(`${text}Z`);

const table: readonly TestColumn[] = [
  { name: '姓名', type: 'text', cells: ['张三', '李四', null, '=1+1', ' a <b> & "c"\u0007 _x0041_ '] },
  { name: 'score', type: 'number', cells: [90.5, 0.1 + 0.2, null, -1e-7, 5e-324] },
  { name: 'count', type: 'number', cells: [1, 2, 3, null, -9_007_199_254_740_991] },
  {
    name: 'day',
    type: 'date',
    cells: [day('2024-03-01T00:00'), day('1899-12-31T00:00'), null, day('9999-12-31T00:00'), day('1900-03-01T00:00')],
  },
  {
    name: 'at',
    type: 'date',
    cells: [day('2024-03-01T08:30'), null, day('2024-02-29T23:59:59'), null, day('2000-01-01T00:00:01')],
  },
  { name: 'passed', type: 'boolean', cells: [true, false, null, true, false] },
];

describe.skipIf(!hasOpenpyxl)('a workbook of rows', () => {
  it('holds every cell as it was, with its type', async () => {
    const [sheet] = readWithOpenpyxl((await exportTable(folder, table)).path);
    expect(sheet!.rows).toEqual([
      ['姓名', 'score', 'count', 'day', 'at', 'passed'],
      ['张三', 90.5, 1, { date: '2024-03-01T00:00:00' }, { date: '2024-03-01T08:30:00' }, true],
      ['李四', 0.1 + 0.2, 2, '1899-12-31', null, false],
      [null, null, 3, null, { date: '2024-02-29T23:59:59' }, null],
      ['=1+1', -1e-7, null, { date: '9999-12-31T00:00:00' }, null, true],
      [
        ' a <b> & "c"\u0007 _x0041_ ',
        5e-324,
        -9_007_199_254_740_991,
        { date: '1900-03-01T00:00:00' },
        { date: '2000-01-01T00:00:01' },
        false,
      ],
    ]);
  });

  it('has a bold header that stays, a filter, and formats', async () => {
    const [sheet] = readWithOpenpyxl((await exportTable(folder, table, { colorScales: [1] })).path);
    expect(sheet).toMatchObject({ name: 'Marks', frozen: 'A2', filter: 'A1:F6', isBold: true, scales: ['B2:B6'] });
    expect(sheet!.formats.slice(2)).toEqual(['0', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss', 'General']);
    expect(Object.keys(sheet!.widths)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
    expect(sheet!.widths.A).toBeGreaterThan(8);
  });

  it('is the same bytes however many parts it is written in', async () => {
    const cells = Array.from({ length: 5000 }, (_, row) => row * 1.5);
    const long: TestColumn[] = [{ name: 'n', type: 'number', cells }];
    const one = await exportTable(folder, long, {}, { segmentRows: 700 });
    const rows = (path: string) => readWithOpenpyxl(path)[0]!.rows;
    const five = await exportTable(folder, long, {}, { parts: 5, segmentRows: 700 });
    expect(rows(five.path)).toEqual(rows(one.path));
    expect(rows(five.path).slice(1).flat()).toEqual(cells);
    expect((await exportTable(folder, long, {}, { parts: 5, segmentRows: 700 })).sha256).toBe(five.sha256);
  });

  it('gives a sheet to each group, behind an index with links there and back', async () => {
    const major = ['b10', 'b9', null, 'b9', 'History', 'HISTORY', 'a/b', 'a?b'];
    const columns: TestColumn[] = [
      { name: 'major', type: 'text', cells: major },
      { name: 'n', type: 'number', cells: major.map((_, row) => row) },
    ];
    const file = await exportTable(folder, columns, { groupBy: 'major' }, { parts: 3 });
    const [index, ...sheets] = readWithOpenpyxl(file.path);
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['a b', 'a b (2)', 'b9', 'b10', 'History (2)', 'HISTORY (3)', '(empty)'],
    ]);
    expect(index!.name).toBe('Index');
    expect(index!.rows.slice(4)).toEqual([
      ['a?b', 1, 0.125, 'a b'],
      ['a/b', 1, 0.125, 'a b (2)'],
      ['b9', 2, 0.25, 'b9'],
      ['b10', 1, 0.125, 'b10'],
      ['History', 1, 0.125, 'History (2)'],
      ['HISTORY', 1, 0.125, 'HISTORY (3)'],
      ['(empty)', 1, 0.125, '(empty)'],
    ]);
    expect(index!.links.A6).toBe("'a b (2)'!A1");
    expect(sheets[2]).toMatchObject({ frozen: 'A3', filter: 'A2:B4', links: { A1: "'Index'!A1" } });
    expect(sheets[2]!.rows).toEqual([
      ['← Index  ·  b9  ·  2 rows', null],
      ['major', 'n'],
      ['b9', 1],
      ['b9', 3],
    ]);
    expect(sheets.at(-1)!.rows.at(-1)).toEqual([null, 2]);
  });

  it('is written though there are no rows', async () => {
    const [sheet] = readWithOpenpyxl(
      (await exportTable(folder, table, { view: { search: 'nothing has this' } }, { parts: 3 })).path,
    );
    expect(sheet!.rows).toEqual([table.map(({ name }) => name)]);
  });

  it('takes the rows, their order and the columns of a view', async () => {
    const view = {
      sort: [{ column: 2, direction: 'descending' }],
      filters: [{ kind: 'empty', column: 2, isNot: true }],
    };
    const [sheet] = readWithOpenpyxl((await exportTable(folder, table, { view, columns: [2, 0] })).path);
    expect(sheet!.rows).toEqual([
      ['count', '姓名'],
      [3, null],
      [2, '李四'],
      [1, '张三'],
      [-9_007_199_254_740_991, ' a <b> & "c"\u0007 _x0041_ '],
    ]);
  });
});
