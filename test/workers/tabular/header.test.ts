import { describe, expect, it } from 'vitest';
import { previewCellParser } from '../../../workers/tabular/cell-types.ts';
import { detectHeader, uniqueNames } from '../../../workers/tabular/header.ts';
import type { PreviewRow } from '../../../workers/tabular/preview-cell.ts';

const parse = previewCellParser('.');
const table = (...lines: string[]): PreviewRow[] =>
  lines.map((line) => (line === '' ? [] : line.split(',').map(parse)));

describe('detectHeader', () => {
  it('takes the first line of words above values', () => {
    const found = detectHeader(table('name,age', 'Ann,41', 'Bo,39'));
    expect(found).toEqual({
      headerStart: 0,
      headerRows: 1,
      firstDataRow: 1,
      columns: [0, 1],
      originalNames: ['name', 'age'],
    });
  });

  it('finds no header where the table begins with data', () => {
    const found = detectHeader(table('Ann,41,2.5', 'Bo,39,2.25', 'Cy,12,1'));
    expect(found).toMatchObject({ headerRows: 0, firstDataRow: 0, originalNames: ['', '', ''] });
    expect(uniqueNames(found.originalNames)).toEqual(['Column 1', 'Column 2', 'Column 3']);
  });

  it('finds no header in words that come again', () => {
    expect(detectHeader(table('red,A', 'blue,B', 'red,B', 'blue,A')).headerRows).toBe(0);
  });

  it('takes words that never come again as the header of a table of words', () => {
    expect(detectHeader(table('colour,grade', 'red,A', 'blue,B', 'red,B')).headerRows).toBe(1);
  });

  it('skips titles, notes and blank lines above, and blank columns', () => {
    const found = detectHeader(
      table(
        '2024 春季成绩单',
        '',
        '制表,教务处',
        '',
        ',学号,姓名,,数学,语文',
        '',
        ',1,王,,90,80',
        ',2,李,,85,70',
        ',3,赵,,70,60',
      ),
    );
    expect(found).toEqual({
      headerStart: 4,
      headerRows: 1,
      firstDataRow: 6,
      columns: [1, 2, 4, 5],
      originalNames: ['学号', '姓名', '数学', '语文'],
    });
  });

  it('joins two header lines and carries the names of groups to the right', () => {
    const merges = [
      { firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 0 },
      { firstRow: 1, lastRow: 1, firstColumn: 1, lastColumn: 2 },
      { firstRow: 1, lastRow: 1, firstColumn: 3, lastColumn: 4 },
      { firstRow: 0, lastRow: 0, firstColumn: 0, lastColumn: 4 },
    ];
    const rows = table('Grades', 'Student,Autumn,,Spring,', ',Maths,Art,Maths,Art', 'Ann,1,2,3,4', 'Bo,5,6,7,8');
    for (const given of [merges, []]) {
      const found = detectHeader(rows, given);
      expect(found).toMatchObject({ headerStart: 1, headerRows: 2, firstDataRow: 3 });
      expect(found.originalNames).toEqual([
        'Student',
        'Autumn / Maths',
        'Autumn / Art',
        'Spring / Maths',
        'Spring / Art',
      ]);
    }
  });

  it('takes a line of units as part of the header', () => {
    const found = detectHeader(table('person,height,weight', ',cm,kg', 'Ann,170,60', 'Bo,180,70'));
    expect(found).toMatchObject({ headerRows: 2, originalNames: ['person', 'height / cm', 'weight / kg'] });
  });

  it('keeps a first data row with gaps as data', () => {
    expect(detectHeader(table('name,a,b', 'Ann,NA,', 'Bo,3,4', 'Cy,5,6')).firstDataRow).toBe(1);
    expect(detectHeader(table('name,a,b', 'Ann,absent,3', 'Bo,3,4', 'Cy,5,6')).firstDataRow).toBe(1);
  });

  it('knows names that count', () => {
    const found = detectHeader(table('region,2022,2023,2024', 'north,5,6,7', 'south,8,9,7'));
    expect(found).toMatchObject({ headerRows: 1, originalNames: ['region', '2022', '2023', '2024'] });
  });

  it('keeps a named column that is empty among the first rows, and counts a total as data', () => {
    const found = detectHeader(table('name,remark,points', 'Ann,,1', 'Bo,,2', 'Total,,3'));
    expect(found).toMatchObject({ columns: [0, 1, 2], firstDataRow: 1 });
  });

  it('finds a header without data, and nothing in nothing', () => {
    expect(detectHeader(table('a,b,c'))).toMatchObject({ headerRows: 1, firstDataRow: 1 });
    expect(detectHeader(table('', ''))).toMatchObject({ columns: [], headerRows: 0 });
    expect(detectHeader([])).toMatchObject({ columns: [] });
  });

  it('reads a table of one column', () => {
    expect(detectHeader(table('points', '1', '2'))).toMatchObject({ headerRows: 1, originalNames: ['points'] });
  });
});

describe('uniqueNames', () => {
  it('names the nameless and numbers the repeated', () => {
    expect(uniqueNames(['a', '', 'a', ' ', 'a (2)', 'a'])).toEqual([
      'a',
      'Column 2',
      'a (3)',
      'Column 4',
      'a (2)',
      'a (4)',
    ]);
  });

  it('treats names of object members as ordinary names', () => {
    const names = ['__proto__', 'constructor', '__proto__', 'toString'];
    expect(uniqueNames(names)).toEqual(['__proto__', 'constructor', '__proto__ (2)', 'toString']);
  });

  it('stays quick with thousands of equal names', () => {
    expect(new Set(uniqueNames(new Array(16_384).fill('x'))).size).toBe(16_384);
  });
});
