import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { differingCells } from './differing-cells.ts';
import { hasOpenpyxl, readWithOpenpyxl } from './openpyxl.ts';

/*
 * Workbooks from the test corpora of Apache POI, SheetJS, ExcelJS and Excelize, which lie beside the checkout where they are at hand:
 * every cell of every sheet as openpyxl reads it. openpyxl is an anchor, not the truth: where it is left on purpose, the reason stands
 * here.
 */
const corpus = path.resolve(import.meta.dirname, '../../../shared/data/xlsx');
const isAtHand = existsSync(path.join(corpus, 'expected.csv'));
const canCompare = isAtHand && hasOpenpyxl();
if (!canCompare) console.log('Skipped: the corpus of real workbooks or openpyxl is not at hand.');

/** Not worth comparing, or not to be opened by a reader without bounds. */
const leftOut = new Set([
  'synthetic/zipbomb-1gib-in-sheet1.xlsx', // a gigabyte of blanks
  'synthetic/full-height-A-and-XFD-only.xlsx', // a million rows of 16,384 cells, each an object to openpyxl
]);

/** Cells before the calendar begins: a date of 1866 to openpyxl, a number to us (and signs of overflow to Excel). */
const beforeTheCalendar = 'a negative number with the format of a date stays a number';
const differences: Readonly<Record<string, string>> = {
  'excelize/BadWorkbook.xlsx': 'a workbook without sheets: a fault to us, nothing to openpyxl',
  'exceljs/shared_string_with_escape.xlsx': 'openpyxl resolves _x005F_x000D_ by half',
  'poi/52575_main.xlsx': 'a cell said to be inline whose text stands in <v>, which openpyxl leaves out',
  'poi/duplicate-filename.xlsx': 'two sheet1.xml that differ: openpyxl takes the last, we refuse to guess',
  'sheetjs/LONumbers-2010.xlsx': beforeTheCalendar,
  'sheetjs/LONumbers-2011.xlsx': beforeTheCalendar,
  'sheetjs/LONumbers.xlsx': beforeTheCalendar,
  'sheetjs/number_format.xlsm': beforeTheCalendar,
  'sheetjs/number_format_russian.xlsm': beforeTheCalendar,
  'sheetjs/wtf_path.xlsx': 'openpyxl does not find the styles in their odd place, and with them a date',
};

describe.skipIf(!canCompare)('the corpus of real workbooks', () => {
  it('has the cells that openpyxl reads, one by one', async () => {
    const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.xls[xm]$/.test(name) && !leftOut.has(name))
      .sort();
    const books = await readWithOpenpyxl(names.map((name) => path.join(corpus, name)));
    const found: Record<string, string[]> = {};
    let cells = 0;
    let opened = 0;
    for (const [index, book] of books.entries()) {
      const name = names[index] as string;
      if (book.error !== undefined) continue;
      opened++;
      for (const sheet of book.sheets ?? []) cells += sheet.cells.length;
      const wrong = await differingCells(book).catch((error: unknown) => [String(error)]);
      if (wrong.length > 0) found[name] = wrong;
    }
    const unexpected = Object.entries(found).filter(([name]) => differences[name] === undefined);
    expect(unexpected).toEqual([]);
    expect(Object.keys(differences).filter((name) => found[name] === undefined)).toEqual([]);
    expect(opened).toBeGreaterThan(250);
    expect(cells).toBeGreaterThan(200_000);
  }, 300_000);
});
