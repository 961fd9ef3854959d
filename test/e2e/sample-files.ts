import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { ExampleName } from '../../contract/desktop.ts';

const examplesFolder = path.resolve(import.meta.dirname, '../../examples');

export function example(name: ExampleName): string {
  return path.join(examplesFolder, `${name}.xlsx`);
}

/** A small csv whose figures are easily told: `rows` rows of a number, a name and a date. */
export function writeSmallCsv(folder: string, name: string, rows = 50): string {
  const file = path.join(folder, name);
  const lines = Array.from({ length: rows }, (_, row) => `${row + 1},name ${row % 7},2024-03-${(row % 28) + 1}`);
  writeFileSync(file, `id,name,day\n${lines.join('\n')}\n`);
  return file;
}

/** A csv of `megabytes`, long enough in work to be cancelled or cut off: 20 columns of numbers and words. */
export function writeLargeCsv(folder: string, name: string, megabytes: number): string {
  const file = path.join(folder, name);
  const header = Array.from({ length: 20 }, (_, column) => `column ${column + 1}`).join(',');
  const handle = openSync(file, 'w');
  writeSync(handle, `${header}\n`);
  let seed = 7;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  };
  for (let written = 0; written < megabytes * 2 ** 20; ) {
    const lines = Array.from({ length: 2_000 }, () =>
      Array.from({ length: 20 }, (_, column) =>
        column % 4 === 3 ? `word ${next() % 5_000}` : (next() / 1_000).toFixed(2),
      ).join(','),
    );
    written += writeSync(handle, `${lines.join('\n')}\n`);
  }
  closeSync(handle);
  return file;
}

/** The first part of a real workbook under another name. */
export function writeTruncatedWorkbook(folder: string, name: string, whole: Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, whole);
  truncateSync(file, Math.floor(whole.length / 2));
  return file;
}
