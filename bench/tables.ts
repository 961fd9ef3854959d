import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = path.join(tmpdir(), 'auspex-bench');
const majors = ['智能科学与技术', '软件工程', '数据科学与大数据技术', '网络工程', '数字媒体技术'];
/** The names of the columns of `mixedRows`. */
export const mixedNames = [
  'id',
  'math',
  'algebra',
  'english',
  'programming',
  'physics',
  'statistics',
  'attendance',
  'credits',
  'retakes',
  'hours',
  'visits',
  'fee',
  'grant',
  'score',
  'major',
  'code',
  'level',
  'enrolled',
  'passed',
];

/** Mulberry32: small, seeded, good enough to fill tables. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Twenty columns: 15 of numbers (some whole, three with 5 % missing, seven correlated) and 5 of text (one nearly unique, one of dates). */
export function* mixedRows(count: number): Generator<(string | number | null)[]> {
  const random = seeded(20_240_901);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const round = (value: number, digits: number) => Number(value.toFixed(digits));
  for (let index = 0; index < count; index++) {
    const ability = normal();
    const row: (string | number | null)[] = [index + 1];
    for (let course = 0; course < 6; course++) row.push(round(70 + 8 * ((ability * (course + 1)) / 6 + normal()), 4));
    for (let kind = 1; kind <= 5; kind++) row.push(Math.floor(random() * 1000 * kind));
    for (let kind = 0; kind < 3; kind++) row.push(random() < 0.05 ? null : round(random() * 100, 2));
    row.push(majors[Math.floor(random() * majors.length)] as string, `id${Math.floor(random() * 1e6)}`);
    row.push(['A', 'B', 'C'][Math.floor(random() * 3)] as string);
    row.push(`2024-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`, random() < 0.5 ? 'yes' : 'no');
    yield row;
  }
}

/** The path of the csv of `rows` × 20, made when it is not there yet. */
export function csvTable(rows: number): Promise<string> {
  return writeCsv(`table-${rows}.csv`, mixedRows(rows));
}

/**
 * The path of the csv of what became of the table of `rows` × 20: one row in forty is gone, three in two hundred came, one in
 * fifty has another score, and one in a hundred another major.
 */
export function changedCsvTable(rows: number): Promise<string> {
  return writeCsv(`table-${rows}-changed.csv`, changedRows(rows));
}

function* changedRows(rows: number): Generator<(string | number | null)[]> {
  const [score, major] = [mixedNames.indexOf('score'), mixedNames.indexOf('major')];
  for (const row of mixedRows(rows + Math.round(rows * 0.015))) {
    const id = row[0] as number;
    if (id <= rows && id % 40 === 7) continue;
    if (id % 50 === 3) row[score] = Number(((Number(row[score] ?? 0) + 7.25) % 100).toFixed(2));
    if (id % 100 === 11) row[major] = majors[(majors.indexOf(row[major] as string) + 1) % majors.length] as string;
    yield row;
  }
}

async function writeCsv(name: string, rows: Iterable<readonly (string | number | null)[]>): Promise<string> {
  const file = path.join(folder, name);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const out = createWriteStream(`${file}.part`);
  let text = `${mixedNames.join(',')}\n`;
  for (const row of rows) {
    text += `${row.map((cell) => cell ?? '').join(',')}\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', resolve));
    text = '';
  }
  await new Promise<void>((resolve) => out.end(text, resolve));
  renameSync(`${file}.part`, file);
  return file;
}

/** The same rows as a workbook, written by ExcelJS. */
export async function workbookTable(rows: number): Promise<string> {
  const file = path.join(folder, `table-${rows}.xlsx`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: `${file}.part`, useSharedStrings: true });
  const sheet = book.addWorksheet('Sheet1');
  sheet.addRow(mixedNames).commit();
  for (const row of mixedRows(rows)) sheet.addRow(row).commit();
  sheet.commit();
  await book.commit();
  renameSync(`${file}.part`, file);
  return file;
}
