import { readFile } from 'node:fs/promises';
import type { ReferenceCounts } from './reference-counts.ts';

/** What is known of one column of the model in one part of the rows. */
export interface ColumnFacts {
  readonly missing: number;
  readonly unreadable: number;
  readonly unseen: number;
  readonly outOfRange: number;
  readonly unseenTexts: readonly (readonly [string, number])[];
  /** By the bins of the column's reference; null where it has none. */
  readonly counts: ReferenceCounts | null;
}

/** What a scored part tells beside its columns. */
export interface PartFacts {
  readonly rows: number;
  readonly columns: readonly ColumnFacts[];
  /** Whether there are reasons. */
  readonly isExplained: boolean;
}

export async function loadPartFacts(path: string): Promise<PartFacts> {
  return JSON.parse(await readFile(path, 'utf8')) as PartFacts;
}

/** Rows `from`..`to` of part `part` of `parts`. */
export function rowsOfPart(rows: number, part: number, parts: number): { fromRow: number; toRow: number } {
  const edge = (number: number) => Math.floor((rows * number) / parts);
  return { fromRow: edge(part), toRow: edge(part + 1) };
}
