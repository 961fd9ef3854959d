import { describe, expect, it } from 'vitest';
import { previewCellParser } from '../../../workers/tabular/cell-types.ts';
import { findTables } from '../../../workers/tabular/table-ranges.ts';

const cell = previewCellParser('.');

/** One line a row, cells between bars. */
const sheet = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((part) => cell(part.trim())));

describe('tables that stand apart', () => {
  it('are found one below the other', () => {
    const rows = sheet(`
Name | Mark
Ann | 3
Bob | 4
 |
Town | People | Area
Bonn | 330000 | 141
Ulm | 120000 | 118`);
    expect(findTables(rows)).toEqual(['A1:B3', 'A5:C7']);
  });

  it('are found side by side where their rows differ or their names return', () => {
    const differing = sheet(`
Name | Mark |  | Town | People
Ann | 3 |  | Bonn | 330000
Bob | 4 |  | |`);
    expect(findTables(differing)).toEqual(['A1:B3', 'D1:E2']);
    const returning = sheet(`
Name | Mark |  | Name | Mark
Ann | 3 |  | Cem | 5
Bob | 4 |  | Dan | 2`);
    expect(findTables(returning)).toEqual(['A1:B3', 'D1:E3']);
  });

  it('are one where only a blank row or column stands in between', () => {
    expect(
      findTables(
        sheet(`
Name | Mark
Ann | 3
 |
Bob | 4
Cem | 5`),
      ),
    ).toEqual([]);
    expect(
      findTables(
        sheet(`
Name | Mark |  | Town
Ann | 3 |  | Bonn
Bob | 4 |  | Ulm`),
      ),
    ).toEqual([]);
  });

  it('are no titles, notes and signatures', () => {
    expect(
      findTables(
        sheet(`
Marks of 2024 |
made by the office |
 |
Name | Mark
Ann | 3
Bob | 4
 |
Signed |
Ulm | `),
      ),
    ).toEqual([]);
  });

  it('keep their titles, and the lowest goes on below what is known', () => {
    const body = Array.from({ length: 200 }, (_, index) => `r${index} | ${index}`).join('\n');
    const rows = sheet(`
Marks | |
Name | Mark | Year
Ann | 3 | 2024
 | |
Town | People
${body}`);
    expect(findTables(rows)).toEqual(['A1:C3', 'A5:B1048576']);
  });
});
