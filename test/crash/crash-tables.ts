import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { studentHeader, studentRows } from '../builders/student-rows.ts';
import { buildWorkbook, rowsXml } from '../builders/workbook-builder.ts';
import { type Random, randomFrom } from './random.ts';

/** Rows and columns of the tables: from one that is done in no time to one whose work is cut into every kind of shard. */
const csvShapes = [
  { name: 'tiny', rows: 12, columns: 3 },
  { name: 'small', rows: 900, columns: 6 },
  { name: 'wide', rows: 300, columns: 60 },
  { name: 'medium', rows: 12_000, columns: 10 },
  { name: 'long', rows: 60_000, columns: 8 },
] as const;
const workbookShapes = [
  { name: 'sheet', rows: 400, columns: 5 },
  { name: 'larger-sheet', rows: 6_000, columns: 9 },
] as const;

/** Tables that models are trained on: one whose fits are done in no time, one whose fits are not. */
const trainingShapes = [
  { name: 'students', rows: 150 },
  { name: 'more-students', rows: 1_500 },
] as const;

/** A table that settings are searched for, which takes a while: in the long form alone. */
const searchedShape = { name: 'searching-students', rows: 300 } as const;

/** Tables that are predicted with the first model: their rows are predicted at once, or in stretches. */
const predictedShapes = [
  { name: 'applicants', rows: 400 },
  { name: 'more-applicants', rows: 20_000 },
] as const;

/** A table that is compared, and how many of its rows are new to what it is compared with. */
const comparedShape = { name: 'ledger', rows: 9_000, newRows: 300 } as const;

/** Files of a batch of comparisons. */
export const isCompared = (file: string): boolean => file.endsWith(`${comparedShape.name}.csv`);

/** The earlier table that such a file is compared with; it lies beside it. */
export const earlierOf = (file: string): string => file.replace(/\.csv$/, '-before.csv');

/** Files of a batch of predictions. */
export const isPredicted = (file: string): boolean => file.endsWith('applicants.csv');

/** The model that predicts: the first one, whatever was trained since. */
export const crashModel = `path@1`;

/** How the files that `isPredicted` names are predicted. */
export const crashPrediction = { groupBy: 'major', isExplained: true };

/** Files of a batch of trainings that try settings first. */
export const isSearched = (file: string): boolean => file.endsWith(`${searchedShape.name}.csv`);

/** Files of a batch of trainings; those that are neither are profiled. */
export const isTrained = (file: string): boolean => file.endsWith('students.csv') && !isSearched(file);

/** What the files that `isTrained` names are trained with. */
export const crashTraining = { target: 'path', exclude: ['final'], folds: 3, trees: 12, depth: 4 };

/** What the files that `isSearched` names are trained with: three sets of settings are tried, then folds stop early. */
export const crashSearch = { target: 'path', exclude: ['final'], folds: 3, learningRate: 0.2 };

/** Writes csv files and workbooks of mixed sizes, the same ones for the same seed; gives their paths. */
export function writeCrashTables(folder: string, seed: number): string[] {
  const random = randomFrom(seed);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string | Uint8Array) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const { name: compared, newRows, rows: comparedRows } = comparedShape;
  write(`${compared}-before.csv`, ledgerText(comparedRows, 0));
  return [
    write(`${compared}.csv`, ledgerText(comparedRows, newRows)),
    ...csvShapes.map(({ name, rows, columns }) => write(`${name}.csv`, csvText(random, rows, columns))),
    ...trainingShapes.map(({ name, rows }) => write(`${name}.csv`, studentText(rows, seed))),
    write(`${searchedShape.name}.csv`, studentText(searchedShape.rows, seed + 2)),
    ...predictedShapes.map(({ name, rows }) => write(`${name}.csv`, studentText(rows, seed + 1))),
    ...workbookShapes.map(({ name, rows, columns }) => write(`${name}.xlsx`, workbook(random, rows, columns))),
  ];
}

const kinds = ['number', 'integer', 'text', 'date', 'boolean', 'id', 'mixed'] as const;
const words = ['alpha', 'beta', '软件工程', 'gamma "quoted"', 'a, comma', ' spaces ', 'delta'];

function cell(random: Random, kind: (typeof kinds)[number]): string | number | boolean {
  if (random.uniform() < 0.05) return '';
  const day = String(random.below(28) + 1).padStart(2, '0');
  switch (kind) {
    case 'number':
      return Math.round(random.uniform() * 1e6) / 1e3;
    case 'integer':
      return random.below(50);
    case 'text':
      return random.pick(words);
    case 'date':
      return `2024-0${random.below(9) + 1}-${day}`;
    case 'boolean':
      return random.uniform() < 0.3;
    case 'id':
      // Kept as text for its zeros: such columns are read twice.
      return String(random.below(10_000)).padStart(5, '0');
    case 'mixed':
      return random.uniform() < 0.5 ? random.below(9) : random.pick(words);
  }
}

/** Some rows stand there twice. */
function rowsOf(random: Random, rows: number, columns: number): (string | number | boolean)[][] {
  const made: (string | number | boolean)[][] = [];
  for (let row = 0; row < rows; row++) {
    const twin = row > 0 && random.uniform() < 0.02 ? made[random.below(row)] : null;
    made.push(twin ?? Array.from({ length: columns }, (_, column) => cell(random, kinds[column % kinds.length]!)));
  }
  return made;
}

function csvText(random: Random, rows: number, columns: number): string {
  const quoted = (value: string | number | boolean) => {
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const header = Array.from({ length: columns }, (_, column) => `${kinds[column % kinds.length]} ${column}`);
  return `${[header, ...rowsOf(random, rows, columns)].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

/** Rows from number `from` on; where it is not 0, some of them have changed. */
function ledgerText(rows: number, from: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const id = from + index + 1;
    const hasChanged = from > 0 && id % 37 === 0;
    return [id, words[id % 3], ((id * 7919) % 1000) + (hasChanged ? 0.5 : 0), id % 11 ? 'open' : 'closed'].join(',');
  });
  return `id,name,amount,state\n${lines.join('\n')}\n`;
}

function studentText(rows: number, seed: number): string {
  return `${[studentHeader, ...studentRows(rows, seed)].map((row) => row.map((cell) => cell ?? '').join(',')).join('\n')}\n`;
}

function workbook(random: Random, rows: number, columns: number): Uint8Array {
  const header = Array.from({ length: columns }, (_, column) => `${kinds[column % kinds.length]} ${column}`);
  const all = [header, ...rowsOf(random, rows, columns)];
  const data = rowsXml(all.map((row) => row.map((value) => (value === '' ? null : value))));
  return buildWorkbook({ sheets: [{ name: 'Data', data }] });
}
