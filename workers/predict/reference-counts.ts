import type { Reference } from '../../contract/models/model-document.ts';
import { indexByChance, stabilityIndex } from '../compare/shift/stability-index.ts';
import type { InputColumn } from '../features/input-column.ts';
import { levelPlaces } from '../features/level-places.ts';

/** Cells by the bins of a reference: its shares in their order, then (texts) others, then missing. */
export type ReferenceCounts = number[];

export function emptyCounts(reference: Reference): ReferenceCounts {
  return new Array(reference.shares.length + (reference.kind === 'text' ? 2 : 1)).fill(0);
}

/** Counts the cells of a column by the bins of what it was like in training. */
export function countByReference(reference: Reference, column: InputColumn): ReferenceCounts {
  const counts = emptyCounts(reference);
  for (const bin of binsByReference(reference, column)) counts[bin] = (counts[bin] as number) + 1;
  return counts;
}

/** By cell of a column: its bin of what the column was like in training, as a place among the counts. */
export function binsByReference(reference: Reference, column: InputColumn): Uint32Array {
  const last = emptyCounts(reference).length - 1;
  if (reference.kind === 'number') {
    const values = column.kind === 'text' ? new Float64Array(column.codes.length).fill(Number.NaN) : column.values;
    return Uint32Array.from(values, (value) => (Number.isNaN(value) ? last : binOf(reference.edges, value)));
  }
  const placeOf = levelPlaces(reference.levels);
  const binOfText = (text: string) => {
    const place = placeOf(text);
    return place < 0 ? last - 1 : place;
  };
  if (column.kind === 'text') {
    const bins = column.texts.map(binOfText);
    return Uint32Array.from(column.codes, (code) => (code < 0 ? last : (bins[code] as number)));
  }
  const { kind, values } = column;
  return Uint32Array.from(values, (value) => {
    if (Number.isNaN(value)) return last;
    return binOfText(kind === 'boolean' ? String(value === 1) : String(value));
  });
}

/** Bin `i` is below `edges[i]`, the last one from the last edge on. */
export function binOf(edges: readonly number[], value: number): number {
  let from = 0;
  let to = edges.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((edges[middle] as number) <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The index of drift against training, and what chance alone hardly exceeds. */
export interface Drift {
  readonly psi: number | null;
  readonly psiByChance: number | null;
}

/** Rows taken for the training where nobody tells how many they were. */
const unknownRows = 10_000;

/** How far counts are from the reference, which was taken of `trainingRows`. */
export function driftOf(reference: Reference | null, counts: ReferenceCounts, trainingRows: number | null): Drift {
  if (reference === null) return { psi: null, psiByChance: null };
  const rows = trainingRows ?? unknownRows;
  const shares = [
    ...reference.shares,
    ...(reference.kind === 'text' ? [reference.otherShare] : []),
    reference.missingShare,
  ];
  const pair = { earlier: shares.map((share) => share * rows), later: counts };
  const psi = stabilityIndex(pair);
  return { psi, psiByChance: psi === null ? null : indexByChance(pair) };
}

/** Counts of two parts together. */
export function addCounts(one: ReferenceCounts, other: ReferenceCounts): ReferenceCounts {
  return one.map((count, bin) => count + (other[bin] ?? 0));
}
