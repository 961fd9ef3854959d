import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real tables beside the checkout, with scores of other programs on every fifth row. */
const folder = fileURLToPath(new URL('../../../shared/data/tabular/', import.meta.url));

export const hasReferenceTables = existsSync(`${folder}reference.json`);

/** What other programs reach on one of the tables. */
export interface ReferenceScores {
  readonly target: string;
  readonly labels: readonly string[] | null;
  readonly models: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The scores of other programs, by table; none where the tables are not there. */
export function referenceScores(): Readonly<Record<string, ReferenceScores>> {
  if (hasReferenceTables) return JSON.parse(readFileSync(`${folder}reference.json`, 'utf8'));
  console.warn('The tables with reference scores are not there: nothing is compared with other programs.');
  return {};
}

/** The cells of a table by row, the names of its columns first. */
export function referenceRows(file: string): string[][] {
  const lines = readFileSync(`${folder}${file}`, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}
