import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as library from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { mainTable, type Reading } from '../../../../contract/reading.ts';
import { inspectFile } from '../../../../workers/tabular/inspect-file.ts';
import { previewSheet } from '../../../../workers/tabular/preview-sheet.ts';
import { testContext } from '../../../builders/order-context.ts';
import { readWholeTable } from '../../../builders/read-whole-table.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { runInBundle } from '../../../builders/worker-entry.ts';

const { folder, write } = temporaryFolder();
const { context } = testContext();
const day = (text: string) => ({ date: `${text}T00:00:00.000Z` });

/** A workbook with what is odd in workbooks, as SheetJS writes it in an old format. */
function oddWorkbook(bookType: library.BookType): Buffer {
  const sheet = library.utils.aoa_to_sheet([
    ['Report 2024'],
    [],
    ['id', 'name', 'when', 'ok', 'share', 'odd'],
    [1, '王小明', { t: 'n', v: 45_356, z: 'yyyy-mm-dd' }, true, { t: 'n', v: 0.125, z: '0.0%' }, { t: 'e', v: 0x2a }],
    [2, 'Ann "A"', { t: 'n', v: 45_357, z: 'yyyy-mm-dd' }, false, { t: 'n', v: 0.5, z: '0.0%' }, null],
    [null, null, null, null, null, null],
    [3, 'Bo', { t: 'n', v: 45_358, z: 'yyyy-mm-dd' }, true, 1e15, 'beyond'],
  ]);
  const book = library.utils.book_new();
  library.utils.book_append_sheet(book, library.utils.aoa_to_sheet([['a title alone']]), 'Cover');
  library.utils.book_append_sheet(book, sheet, 'Grades 成绩');
  library.utils.book_append_sheet(book, library.utils.aoa_to_sheet([['a'], [1]]), 'Hidden');
  library.utils.book_set_sheet_visibility(book, 2, 1);
  return library.write(book, { type: 'buffer', bookType, cellDates: false }) as Buffer;
}

const expectedRows = [
  [1, '王小明', day('2024-03-05'), true, 0.125, { error: '#N/A' }],
  [2, 'Ann "A"', day('2024-03-06'), false, 0.5, null],
  [null, null, null, null, null, null],
  [3, 'Bo', day('2024-03-07'), true, 1e15, 'beyond'],
];

describe.each(['xls', 'xlsb', 'ods'] as const)('.%s', (format) => {
  let file: string;
  const order = (reading: Partial<Reading> = {}) => ({
    ...{ path: file, fileName: `odd.${format}`, reading: { ...mainTable, ...reading } },
  });

  beforeAll(() => {
    file = write(`odd.${format}`, oddWorkbook(format === 'xls' ? 'biff8' : format));
  });

  it('is told by what is inside, and its sheets are listed', async () => {
    const inspection = await inspectFile({ path: file, fileName: 'renamed.xlsx' }, context);
    expect(inspection).toMatchObject({ format, textFormat: null });
    expect(inspection.sheets.map(({ name }) => name)).toEqual(['Cover', 'Grades 成绩', 'Hidden']);
    // SheetJS writes no hidden sheets into an .ods; it is LibreOffice's below that has one.
    if (format !== 'ods') expect(inspection.sheets[2]?.visibility).toBe('hidden');
  });

  it('is read like a workbook of today: first sheet with a table, header, dates, errors, blank rows', async () => {
    const { plan, rows } = await readWholeTable(file);
    expect(plan).toMatchObject({ format, reader: 'sheetjs', sheet: 'Grades 成绩', headerStart: 2, firstDataRow: 3 });
    expect(plan.columnNames).toEqual(['id', 'name', 'when', 'ok', 'share', 'odd']);
    // SheetJS writes every error as text into an .ods.
    const cells = format === 'ods' ? rows.map((row) => row.slice(0, 5)) : rows;
    expect(cells).toEqual(format === 'ods' ? expectedRows.map((row) => row.slice(0, 5)) : expectedRows);
  });

  it('shows its first rows', async () => {
    const preview = await previewSheet(order(), context);
    expect(preview).toMatchObject({ sheet: 'Grades 成绩', columnCount: 6, headerRows: 1, estimatedRows: 4 });
    expect(preview.rows[0]?.slice(0, 5)).toEqual(['1', '王小明', '2024-03-05', 'true', '0.125']);
    expect(preview.columns.map(({ type }) => type).slice(0, 5)).toEqual([
      'number',
      'text',
      'date',
      'boolean',
      'number',
    ]);
  });

  it('gives the sheet, the range and the header asked for', async () => {
    expect((await readWholeTable(file, { reading: { sheet: 'hidden' } })).rows).toEqual([[1]]);
    const part = await readWholeTable(file, { reading: { sheet: 'Grades 成绩', range: 'A3:C5' } });
    expect(part.plan.columnNames).toEqual(['id', 'name', 'when']);
    expect(part.rows.map(([id]) => id)).toEqual([1, 2]);
    const bare = await previewSheet(order({ sheet: 'Grades 成绩', header: { row: 3, rows: 0 } }), context);
    expect(bare).toMatchObject({ headerRows: 0, firstDataRow: 3 });
    await expect(readWholeTable(file, { reading: { sheet: 'none' } })).rejects.toMatchObject({ code: 'SHEET_MISSING' });
  });
});

describe('the built workers', () => {
  it('read an old workbook too, on a thread whose program the build has made', async () => {
    const order = { path: write('built.xls', oddWorkbook('biff8')), fileName: 'built.xls', reading: mainTable };
    const answer = await runInBundle('preview-sheet', order);
    expect(answer).toMatchObject({ ok: true, reply: { sheet: 'Grades 成绩', columnCount: 6 } });
  });
});

describe('dates of 1904', () => {
  it('count from there', async () => {
    const sheet = library.utils.aoa_to_sheet([
      ['d'],
      [{ t: 'n', v: 1, z: 'yyyy-mm-dd' }],
      [{ t: 'n', v: 2, z: 'yyyy-mm-dd' }],
    ]);
    const book = library.utils.book_new();
    library.utils.book_append_sheet(book, sheet, 'S');
    book.Workbook = { ...book.Workbook, WBProps: { date1904: true } };
    const file = write('1904.xls', library.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer);
    expect((await readWholeTable(file)).rows[0]).toEqual([day('1904-01-02')]);
  });
});

describe('a text called .xls', () => {
  it('is read as text', async () => {
    const { plan, rows } = await readWholeTable(write('export.xls', 'id\tname\n1\tAnn\n2\tBo\n'));
    expect(plan.format).toBe('csv');
    expect(rows).toEqual([
      [1, 'Ann'],
      [2, 'Bo'],
    ]);
  });
});

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((program) => existsSync(program));
if (!office) console.info('LibreOffice is not here: its workbooks are not tested.');

describe.skipIf(!office)('workbooks written by LibreOffice', () => {
  it('are read equally in every format', async () => {
    const sheet = library.utils.aoa_to_sheet([
      ['id', 'name', 'when', 'ok', 'span'],
      ...Array.from({ length: 300 }, (_, index) => [
        ...[index, `学生 ${index % 7}`, { t: 'n', v: 45_000 + index, z: 'yyyy-mm-dd' }, index % 2 === 0, index / 8],
      ]),
    ]);
    const book = library.utils.book_new();
    library.utils.book_append_sheet(book, sheet, 'S');
    library.utils.book_append_sheet(book, library.utils.aoa_to_sheet([['a'], [1]]), 'Hidden');
    library.utils.book_set_sheet_visibility(book, 1, 1);
    const source = write('source.xlsx', library.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const plain = await readWholeTable(source);
    expect(plain.rows.length).toBe(300);
    for (const format of ['ods', 'xls']) {
      const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
      execFileSync(office as string, ['--headless', profile, '--convert-to', format, '--outdir', folder, source], {
        timeout: 170_000,
        stdio: 'ignore',
      });
      const converted = path.join(folder, `source.${format}`);
      expect(readFileSync(converted).length).toBeGreaterThan(1000);
      const { rows, plan } = await readWholeTable(converted);
      expect(plan).toMatchObject({ format, columnNames: plain.plan.columnNames });
      // LibreOffice makes numbers of truth values without a format of their own.
      const isNumeric = format === 'ods';
      const wanted = plain.rows.map((row) =>
        row.map((cell) => (isNumeric && typeof cell === 'boolean' ? Number(cell) : cell)),
      );
      expect(rows).toEqual(wanted);
      const { sheets } = await inspectFile({ path: converted, fileName: `source.${format}` }, context);
      expect(sheets.map(({ visibility }) => visibility)).toEqual(['visible', 'hidden']);
    }
  }, 400_000);
});
