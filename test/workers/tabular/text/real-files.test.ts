import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTableAt } from './text-table.ts';

const folder = path.resolve(import.meta.dirname, '../../../../../shared/data');
const isHere = existsSync(folder);
const at = (name: string): string => path.join(folder, name);
if (!isHere) console.info('The shared data are not beside this checkout: tests of real text files are skipped.');

describe.skipIf(!isHere)('real text files', () => {
  it.each([
    ['tabular/students-dropout.csv', 4424, 37, 0],
    ['tabular/students-dropout-named-courses.csv', 4424, 37, 0],
    ['tabular/students-dropout-DAMAGED-first-row.csv', 4424, 37, 1],
    ['tabular/adult.csv', 32_561, 15, 0],
    ['tabular/california-housing.csv', 20_640, 10, 0],
  ])('%s', async (name, rows, columns, ragged) => {
    const one = await readTableAt(at(name));
    expect([one.rows.length, one.plan.columnNames.length, one.replies[0]?.raggedRows]).toEqual([rows, columns, ragged]);
    const cut = await readTableAt(at(name), { maxParts: 5, smallestPartBytes: 2 ** 15 });
    expect(cut.plan.parts.length).toBe(5);
    expect(cut.rows).toEqual(one.rows);
    // None of these files has quotes: cells are what stands between the commas.
    const lines = readFileSync(at(name), 'utf8').trimEnd().split(/\r?\n/).slice(1);
    const different = lines.findIndex((line, row) => {
      const fields = line.split(',');
      return one.rows[row]!.some((cell, column) => {
        const field = fields[column] ?? '';
        return typeof cell === 'number' ? cell !== Number(field) : (cell ?? '') !== field;
      });
    });
    expect(different).toBe(-1);
  });

  it.each([
    [
      'cr-only.csv',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'ragged.csv',
      [
        [1, 2, null, null],
        [1, 2, 3, 4],
        [1, 2, 3, null],
      ],
    ],
    [
      'semicolon-decimal-comma.csv',
      [
        [1.5, 2.25, 'x'],
        [1234.5, 0.1, 'y'],
      ],
    ],
    ['sep-line.csv', [[1, 2]]],
    ['tab.csv', [[1, 2]]],
    [
      'unclosed-quote.csv',
      [
        ['"1', 2],
        [3, 4],
      ],
    ],
    [
      'utf8-bom.csv',
      [
        ['José "Pepe"', 'Málaga', 'line one\nline two', 1.5],
        ['Zoë', 'Zürich', null, 2],
      ],
    ],
    [
      'utf16le-bom.csv',
      [
        ['José "Pepe"', 'Málaga', 'line one\nline two', 1.5],
        ['Zoë', 'Zürich', null, 2],
      ],
    ],
    [
      'windows-1252.csv',
      [
        ['José "Pepe"', 'Málaga', 'line one\nline two', 1.5],
        ['Zoë', 'Zürich', null, 2],
      ],
    ],
  ])('xlsx/synthetic/%s', async (name, rows) => {
    expect((await readTableAt(at(`xlsx/synthetic/${name}`))).rows).toEqual(rows);
  });

  it('xlsx/synthetic/one-very-long-line.csv', async () => {
    const { rows } = await readTableAt(at('xlsx/synthetic/one-very-long-line.csv'));
    expect(rows.length).toBe(1);
    expect(String(rows[0]?.[0]).length).toBe(8_388_608);
  });

  it.each([
    ['empty.csv', 'FILE_EMPTY'],
    ['header-only.csv', 'TABLE_EMPTY'],
    ['nul-bytes.csv', 'TEXT_UNDECODABLE'],
  ])('xlsx/synthetic/%s is refused with %s', async (name, code) => {
    await expect(readTableAt(at(`xlsx/synthetic/${name}`))).rejects.toMatchObject({ code });
  });
});
