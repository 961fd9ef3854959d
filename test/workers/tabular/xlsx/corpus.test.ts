import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { TablePlan } from '../../../../contract/orders.ts';
import { cellKind, columnView } from '../../../../workers/tabular/segment.ts';
import { builtWorkers, runInBundle } from '../../../builders/worker-entry.ts';

/*
 * Workbooks from the test corpora of Apache POI, SheetJS, ExcelJS and Excelize; they lie beside the checkout where they are
 * at hand and are not part of it. `expected.csv` tells what openpyxl says of each.
 */
const corpus = path.resolve(import.meta.dirname, '../../../../../shared/data/xlsx');
const isAtHand = existsSync(path.join(corpus, 'expected.csv'));
if (!isAtHand) console.log('Skipped: the corpus of real workbooks is not beside this checkout.');

interface Expected {
  readonly file: string;
  readonly columns: number;
  readonly cells: number;
  readonly sheet: string;
}

/** The workbooks of `folder` that openpyxl opens and whose first sheet holds cells. */
function expectedOf(folder: string): Expected[] {
  const lines = readFileSync(path.join(corpus, 'expected.csv'), 'utf8').trim().split('\n').slice(1);
  return lines
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) => field))
    .filter(([from, name = '', bytes, , opens, , , , , kind]) => {
      if (from !== folder || !/\.xls[xm]$/.test(name) || opens !== 'opens' || kind !== 'Worksheet') return false;
      return statSync(path.join(corpus, folder, name)).size === Number(bytes); // two may share a name
    })
    .map(([, name = '', , , , , , columns, cells, , , sheets = '']) => ({
      file: `${folder}/${name}`,
      columns: Number(columns),
      cells: Number(cells),
      sheet: sheets.split('|')[0] ?? '',
    }));
}

/** How many cells of the first sheet hold a value: a plan without header over all columns. */
async function countCells({ file, columns, sheet }: Expected): Promise<number | string> {
  const target = path.join(corpus, file);
  const sizeBytes = statSync(target).size;
  const plan: TablePlan = {
    path: target,
    fileName: path.basename(file),
    format: 'xlsx',
    sheet,
    sizeBytes,
    reader: 'scanner',
    textFormat: null,
    headerStart: 0,
    headerRows: 0,
    firstDataRow: 0,
    columnNames: [],
    originalNames: [],
    sourceColumns: Array.from({ length: columns }, (_, column) => column),
    parts: [{ fromByte: 0, toByte: sizeBytes }],
    estimatedRows: null,
    estimatedMemoryBytes: 0,
  };
  const answer = await runInBundle('read-part', { plan, part: 0, textColumns: [] });
  if (!answer.ok) return answer.fault.code === 'TABLE_EMPTY' ? 0 : answer.fault.code;
  if (answer.reply.raggedRows > 0) return 'cells beyond the columns';
  let cells = 0;
  for (let column = 0; column < columns; column++) {
    const { counts, rows } = columnView(answer.reply.segment, column);
    cells += rows - (counts[cellKind.missing] as number);
  }
  return cells;
}

/** Where the count differs from openpyxl's, with the reason. */
const differences: Readonly<Record<string, number | string>> = {
  'exceljs/test-issue-877.xlsx': 0, // openpyxl takes the link of an empty cell for its value
  'poi/52575_main.xlsx': 3, // a cell said to be inline whose text stands in <v>, which openpyxl leaves out
  'poi/54288-ref.xlsx': 785, // here and below openpyxl counts empty texts, which are missing values here
  'poi/54288.xlsx': 785,
  'poi/56278.xlsx': 44,
  'poi/59746_NoRowNums.xlsx': 571,
  'poi/FormulaEvalTestData_Copy.xlsx': 3817,
  'sheetjs/LONumbers.xlsx': 372,
  'sheetjs/issue.xlsx': 242,
  'synthetic/duplicate-and-blank-headers.xlsx': 9,
  'synthetic/proto-headers.xlsx': 11,
  'poi/xlmmacro.xlsm': 'FILE_CHANGED', // its first sheet is a macro sheet, which is not offered
  'poi/duplicate-filename.xlsx': 'WORKBOOK_DAMAGED', // two sheet1.xml that differ: openpyxl takes the last
  'synthetic/zipbomb-1gib-in-sheet1.xlsx': 'WORKBOOK_BOMB', // openpyxl reads the gigabyte of blanks
};
/** More columns than a test should make builders for; read as a whole below. */
const isTooWide = ({ columns }: Expected) => columns > 2000;

describe.skipIf(!isAtHand)('the corpus of real workbooks', () => {
  it.each(['excelize', 'exceljs', 'poi', 'sheetjs', 'synthetic'])(
    'has the cells that openpyxl finds: %s',
    async (folder) => {
      const wrong: Record<string, { got: number | string; expected: number | string }> = {};
      const workbooks = expectedOf(folder).filter((one) => !isTooWide(one));
      for (const workbook of workbooks) {
        const expected = differences[workbook.file] ?? workbook.cells;
        const got = await countCells(workbook);
        if (got !== expected) wrong[workbook.file] = { got, expected };
      }
      expect(wrong).toEqual({});
      expect(workbooks.length).toBeGreaterThan(1);
    },
  );

  it('gives rows or a clear fault for every file, within 512 MB', async () => {
    const script = path.resolve(import.meta.dirname, '../../../fixtures/workers/read-workbooks.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [script, builtWorkers, corpus], {
      timeout: 120_000,
    });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const peakBytes = lines.pop()?.peakBytes as number;
    const outcomes = Object.fromEntries(lines.map(({ file, ...outcome }) => [file as string, outcome]));
    const unclear = lines.filter(
      ({ fault, rows }) => (fault === undefined) === (rows === undefined) || fault === 'INTERNAL',
    );
    expect(unclear).toEqual([]);
    expect(lines.length).toBeGreaterThan(300);
    expect(peakBytes).toBeLessThan(512e6);
    expect(outcomes).toMatchObject(nasty);
    for (const name of ['AES', 'SHA1', 'SHA512']) {
      expect(outcomes[`excelize/encrypt${name}.xlsx`]).toMatchObject({ fault: 'WORKBOOK_ENCRYPTED' });
    }
  }, 130_000);
});

/** What `nasty.csv` calls sensible. */
const nasty = {
  'poi/54764.xlsx': { fault: 'XML_FORBIDDEN' },
  'poi/poc-xmlbomb.xlsx': { fault: 'XML_FORBIDDEN' },
  'poi/poc-xmlbomb-empty.xlsx': { fault: 'XML_FORBIDDEN' },
  'poi/xlsx-corrupted.xlsx': { rows: 2, columns: 4 },
  'synthetic/full-height-A-and-XFD-only.xlsx': { rows: 1_048_576, columns: 2 },
  'synthetic/zipbomb-1gib-in-sheet1.xlsx': { fault: 'WORKBOOK_BOMB' },
  'sheetjs/large_strings.xlsx': { rows: 9998, columns: 17 },
  'poi/57893-many-merges.xlsx': { fault: 'TABLE_EMPTY' },
  'poi/no_drawing_patriarch.xlsx': { columns: 10 },
  'poi/MalformedSSTCount.xlsx': { reader: 'scanner' },
  'synthetic/xxe-external-entity.xlsx': { fault: 'XML_FORBIDDEN' },
  'poi/56278.xlsx': { reader: 'scanner' },
  'poi/SimpleStrict.xlsx': { reader: 'scanner' },
  'sheetjs/sheet_visibility_strict.xlsx': { sheet: 'Visible' },
  'sheetjs/xlsx-stream-d-date-cell.xlsx': { reader: 'scanner' },
  'poi/123233_charts.xlsx': { reader: 'scanner' },
  'poi/64508.xlsx': { columns: 7 },
  'exceljs/chart-sheet.xlsx': { sheet: 'Sheet1' },
  'exceljs/missing-bits.xlsx': { fault: 'WORKBOOK_DAMAGED' },
  'exceljs/invalid-xml.xlsx': { fault: 'WORKBOOK_DAMAGED' },
  'excelize/BadWorkbook.xlsx': { fault: 'WORKBOOK_DAMAGED' },
  'poi/invalid.xlsx': { fault: 'WORKBOOK_DAMAGED' },
  'poi/picture.xlsx': { reader: 'scanner' },
  'poi/style-alternate-content.xlsx': { reader: 'scanner' },
  'exceljs/test-row-styles.xlsx': { reader: 'scanner' },
  'sheetjs/wtf_path.xlsx': { reader: 'scanner' },
  'synthetic/proto-headers.xlsx': { columns: 6 },
  'synthetic/numbers-odd.xlsx': { reader: 'scanner' },
  'synthetic/shared-string-index-out-of-range.xlsx': { reader: 'scanner' },
  'synthetic/formula-injection-text.xlsx': { reader: 'scanner' },
  'synthetic/not-a-zip.xlsx': { fault: 'WORKBOOK_NOT_ZIP' },
  'synthetic/truncated.xlsx': { fault: 'WORKBOOK_TRUNCATED' },
  'synthetic/empty.xlsx': { fault: 'FILE_EMPTY' },
};
