import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../builders/random.ts';
import { temporaryFolder } from '../builders/temporary-file.ts';
import { differingCells } from './differing-cells.ts';
import { hasOpenpyxl, readWithOpenpyxl, writeWithOpenpyxl } from './openpyxl.ts';

/*
 * Workbooks that other programs write, of cells of every kind: ExcelJS (both of its writers), openpyxl (both of its writers) and
 * LibreOffice (which also writes each of the others' anew, and strict Office Open XML). Read cell for cell as openpyxl reads them.
 */
const canCompare = hasOpenpyxl();
if (!canCompare) console.log('Skipped: openpyxl is not at hand.');
const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));
if (office === undefined) console.log('Skipped in part: LibreOffice is not at hand.');
const { folder, write } = temporaryFolder();

type Value = string | number | boolean | Date | null;
const random = createRandom(20_240_301);
const whole = (most: number) => Math.floor(random() * most);
const words = [
  'Oslo',
  '北京',
  'naïve',
  ' spaced ',
  'a & b < c > "d"',
  'two\nlines',
  '𠮷野家',
  "it's",
  '=1+1',
  '007',
  '1e5',
  'TRUE',
];

/** A value of any kind. */
function anyValue(): Value {
  switch (whole(12)) {
    case 0:
      return whole(2) === 1;
    case 1:
      return new Date(Date.UTC(1970 + whole(80), whole(12), 1 + whole(28)));
    case 2:
      return new Date(Date.UTC(2000 + whole(30), whole(12), 1 + whole(28), whole(24), whole(60), whole(60)));
    case 3:
      return null;
    case 4:
      return (random() - 0.5) * 10 ** (whole(600) - 300);
    case 5:
      return whole(2 ** 31) * 2 ** whole(30);
    case 6:
      return Math.round(random() * 1e6) / 100;
    case 7:
    case 8:
      return words[whole(words.length)] as string;
    case 9:
      return `text ${whole(1000)}`;
    default:
      return whole(1000) - 500;
  }
}

/** Rows with gaps, some of them blank. */
const rows: readonly (readonly Value[])[] = Array.from({ length: 400 }, (_, row) =>
  row % 37 === 36 ? [] : Array.from({ length: 3 + whole(20) }, anyValue),
);

async function writeWithExcelJs(): Promise<string[]> {
  const plain = path.join(folder, 'exceljs.xlsx');
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Cells');
  for (const row of rows) sheet.addRow([...row]);
  sheet.getCell('AA1').value = { richText: [{ text: 'rich ' }, { font: { bold: true }, text: 'text' }] };
  sheet.getCell('AA2').value = { formula: 'A1&"x"', result: 'formula' };
  sheet.getCell('AA3').value = { formula: '1/0', result: { error: '#DIV/0!' } } as exceljs.CellFormulaValue;
  sheet.getCell('AA4').value = { error: '#N/A' };
  sheet.getCell('AA5').value = { text: 'a link', hyperlink: 'https://example.org' };
  sheet.getCell('AA6').value = new Date(Date.UTC(2024, 1, 29, 12, 34, 56));
  sheet.getCell('AA6').numFmt = '[$-804]yyyy"年"m"月"d"日" hh:mm';
  sheet.getCell('AA7').value = 0.75;
  sheet.getCell('AA7').numFmt = 'h:mm';
  sheet.mergeCells('AC1:AD2');
  sheet.getCell('AC1').value = 'merged';
  const hidden = book.addWorksheet('Hidden & more', { state: 'hidden' });
  hidden.addRow([1, 'two']);
  await book.xlsx.writeFile(plain);
  const files = [plain];
  for (const useSharedStrings of [true, false]) {
    const filename = path.join(folder, `exceljs-stream-${useSharedStrings}.xlsx`);
    const writer = new exceljs.stream.xlsx.WorkbookWriter({ filename, useSharedStrings, useStyles: true });
    const streamed = writer.addWorksheet('Cells');
    for (const row of rows) streamed.addRow([...row]).commit();
    streamed.commit();
    await writer.commit();
    files.push(filename);
  }
  return files;
}

const openpyxlWriter = `
import datetime, json, sys
import openpyxl
from openpyxl.worksheet.table import Table

def value_of(cell):
    return datetime.datetime.utcfromtimestamp(cell["date"] / 1000) if isinstance(cell, dict) else cell

rows = [[value_of(cell) for cell in row] for row in json.load(open(sys.argv[1]))]
extra = [datetime.time(8, 30), datetime.timedelta(hours=30), datetime.date(2024, 2, 29), 10**15 + 3, 0.1 + 0.2, 1e-300, -0.0]
for name, write_only in (("openpyxl", False), ("openpyxl-stream", True)):
    book = openpyxl.Workbook(write_only=write_only)
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH if write_only else book.epoch
    sheet = book.create_sheet("Cells")
    for row in rows + [extra]:
        sheet.append(row)
    if not write_only:
        sheet["AA1"] = "=SUM(A1:A3)"
        sheet["AC2"] = "merged"
        sheet.merge_cells("AC2:AD4")
        book.create_sheet("Very hidden").sheet_state = "veryHidden"
    book.save(f"{sys.argv[2]}/{name}.xlsx")
`;

function writeWithPython(): string[] {
  const plain = rows.map((row) => row.map((cell) => (cell instanceof Date ? { date: cell.getTime() } : cell)));
  writeWithOpenpyxl(openpyxlWriter, write('rows.json', JSON.stringify(plain)), folder);
  return ['openpyxl', 'openpyxl-stream'].map((name) => path.join(folder, `${name}.xlsx`));
}

/** The same workbooks as LibreOffice writes them, and one from text; all of them in one start of the program. */
function writeWithOffice(files: readonly string[]): string[] {
  if (office === undefined) return [];
  const text = write(
    'typed.csv',
    'name,when,amount,share\nÅsa,2024-03-01,1234.5,12%\n"two, lines",2024-12-31 08:15,-7,0.5%\n',
  );
  const out = path.join(folder, 'office');
  const words = [
    '--headless',
    `-env:UserInstallation=file://${folder}/profile`,
    '--convert-to',
    'xlsx',
    '--outdir',
    out,
  ];
  const { status, stderr } = spawnSync(office, [...words, ...files, text], { encoding: 'utf8', timeout: 240_000 });
  if (status !== 0) throw new Error(`LibreOffice: ${stderr}`);
  return [...files, text].map((file) => path.join(out, `${path.parse(file).name}.xlsx`));
}

describe.skipIf(!canCompare)('workbooks that other programs write', () => {
  it('are read cell for cell as openpyxl reads them', async () => {
    const written = [...(await writeWithExcelJs()), ...writeWithPython()];
    const files = [...written, ...writeWithOffice(written)];
    const books = await readWithOpenpyxl(files);
    const found: Record<string, unknown> = {};
    for (const book of books) {
      const wrong = book.error ?? (await differingCells(book));
      if (wrong.length > 0) found[path.relative(folder, book.file)] = wrong;
      const cells = (book.sheets ?? []).reduce((sum, sheet) => sum + sheet.cells.length, 0);
      expect(cells, book.file).toBeGreaterThan(path.parse(book.file).name === 'typed' ? 10 : 4000);
    }
    expect(found).toEqual({});
    expect(files.length).toBe(office === undefined ? 5 : 11);
  }, 300_000);
});
