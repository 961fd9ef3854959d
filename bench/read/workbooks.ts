import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mixedNames, mixedRows, seeded, workbookTable } from '../tables.ts';

const folder = path.join(tmpdir(), 'auspex-bench');

type Row = readonly (string | number | Date | null)[];

interface SheetOfRows {
  readonly name: string;
  readonly rows: Iterable<Row>;
}

/** The path of the workbook `name`, written by ExcelJS when it is not there yet. */
async function workbook(name: string, sheets: () => Iterable<SheetOfRows>): Promise<string> {
  const file = path.join(folder, `${name}.xlsx`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    filename: `${file}.part`,
    useSharedStrings: true,
    useStyles: true,
  });
  for (const { name: title, rows } of sheets()) {
    const sheet = book.addWorksheet(title);
    for (const row of rows) sheet.addRow(row).commit();
    sheet.commit();
  }
  await book.commit();
  renameSync(`${file}.part`, file);
  return file;
}

/** Ten columns: whole numbers, amounts with two decimals, and measurements in full precision. */
function* numericRows(count: number): Generator<Row> {
  const random = seeded(7);
  yield ['id', 'count', 'visits', 'year', 'price', 'fee', 'tax', 'x', 'y', 'z'];
  for (let index = 0; index < count; index++) {
    const cents = () => Math.floor(random() * 1e6) / 100;
    const whole = (most: number) => Math.floor(random() * most);
    yield [
      ...[index + 1, whole(1000), whole(100_000), 1990 + whole(35), cents(), cents(), cents()],
      ...[random(), random() * 1000, random() * 1e6 - 5e5],
    ];
  }
}

const words = 'the quick brown fox jumps over a lazy dog while 数据 分析 学生 成绩 report of sales and visits'.split(
  ' ',
);

/** Forty columns: 30 of texts (categories, names, sentences), 6 of numbers, 4 of dates. */
function* textRows(count: number): Generator<Row> {
  const random = seeded(11);
  const pick = () => words[Math.floor(random() * words.length)] as string;
  yield Array.from({ length: 40 }, (_, column) => `column ${column + 1}`);
  for (let index = 0; index < count; index++) {
    const row: (string | number | Date)[] = [];
    for (let column = 0; column < 16; column++) row.push(`${pick()} ${Math.floor(random() * 50)}`);
    for (let column = 0; column < 12; column++) row.push(`${pick()} ${pick()} ${Math.floor(random() * 2000)}`);
    for (let column = 0; column < 2; column++) row.push(`${pick()} ${pick()} & ${pick()} ${pick()} ${index}-${column}`);
    for (let column = 0; column < 6; column++) row.push(Math.floor(random() * 1e6) / 10 ** column);
    for (let column = 0; column < 4; column++) row.push(new Date(Date.UTC(2020, 0, 1 + Math.floor(random() * 2000))));
    yield row;
  }
}

function* mixedSheet(rows: number): Generator<Row> {
  yield mixedNames;
  yield* mixedRows(rows);
}

/** The tables of the benchmark by name; `rows` × `columns` on each of so many `sheets`. */
export const benchTables = {
  mixed: { title: '200,000 × 20 mixed', rows: 200_000, columns: 20, sheets: 1, make: () => workbookTable(200_000) },
  numeric: {
    ...{ title: '1,000,000 × 10 numbers', rows: 1_000_000, columns: 10, sheets: 1 },
    make: () => workbook('numbers-1000000', () => [{ name: 'Sheet1', rows: numericRows(1_000_000) }]),
  },
  text: {
    ...{ title: '100,000 × 40 text', rows: 100_000, columns: 40, sheets: 1 },
    make: () => workbook('texts-100000', () => [{ name: 'Sheet1', rows: textRows(100_000) }]),
  },
  sheets: {
    ...{ title: '20 sheets of 20,000 × 20', rows: 20_000, columns: 20, sheets: 20 },
    make: () =>
      workbook('sheets-20-20000', function* () {
        for (let sheet = 1; sheet <= 20; sheet++) yield { name: `Sheet${sheet}`, rows: mixedSheet(20_000) };
      }),
  },
} as const;
export type BenchTable = keyof typeof benchTables;
