import type { Reference } from '../../contract/models/model-document.ts';
import type { ColumnCells } from '../evaluate/column-cells.ts';
import { likeliestClass } from '../evaluate/metrics/likeliest-class.ts';
import { quantileOf, sortedPresent } from '../evaluate/sorted-order.ts';

/** A column of at most so many values has a bin for each of them. */
const fewValues = 10;
const binCount = 10;
/** Texts that are counted apart: all but the rarest. */
const listedLevels = 50;

/** How the cells of some rows are spread, and a value to begin with: the median, or the most frequent text; dates as ISO text. */
export interface ColumnSpread {
  readonly reference: Reference;
  readonly typical: number | string | boolean | null;
}

/** How the cells of `rows` are spread. */
export function spreadOf(cells: ColumnCells, rows: Uint32Array): ColumnSpread {
  if (cells.kind === 'text') {
    const reference = textReference(cells, rows);
    return { reference, typical: reference.levels[0] ?? null };
  }
  const sorted = sortedPresent(cells.values, rows);
  return { reference: sortedReference(sorted, rows.length), typical: typicalOf(cells.kind, sorted) };
}

function textReference(
  cells: Extract<ColumnCells, { kind: 'text' }>,
  rows: Uint32Array,
): Extract<Reference, { kind: 'text' }> {
  const counts = new Float64Array(cells.texts.length);
  let missing = 0;
  for (const row of rows) {
    const code = cells.codes[row] as number;
    if (code < 0) missing++;
    else counts[code]!++;
  }
  const order = Array.from(counts.keys())
    .filter((code) => counts[code]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b);
  const listed = order.slice(0, listedLevels);
  const share = (count: number) => (rows.length > 0 ? count / rows.length : 0);
  return {
    kind: 'text',
    levels: listed.map((code) => cells.texts[code]!),
    shares: listed.map((code) => share(counts[code]!)),
    otherShare: share(order.slice(listedLevels).reduce((sum, code) => sum + counts[code]!, 0)),
    missingShare: share(missing),
  };
}

/** How numbers are spread over tenths of them, or over their values where these are few; NaN is missing. */
export function numberReference(values: Float64Array): Reference {
  return sortedReference(sortedPresent(values), values.length);
}

/** As `numberReference`, of the values that are there, rising, among `rows`. */
function sortedReference(sorted: Float64Array, rows: number): Reference {
  const edges = edgesOf(sorted);
  const counts = new Float64Array(edges.length + 1);
  let bin = 0;
  for (const value of sorted) {
    while (bin < edges.length && value >= edges[bin]!) bin++;
    counts[bin]!++;
  }
  const total = Math.max(1, rows);
  return {
    ...{ kind: 'number', edges, shares: Array.from(counts, (count) => count / total) },
    missingShare: (rows - sorted.length) / total,
    minimum: sorted[0] ?? null,
    maximum: sorted.at(-1) ?? null,
  };
}

function edgesOf(sorted: Float64Array): number[] {
  const different = new Set<number>();
  for (const value of sorted) {
    different.add(value);
    if (different.size > fewValues) break;
  }
  if (different.size <= fewValues) return [...different].slice(1);
  const edges = new Set<number>();
  for (let bin = 1; bin < binCount; bin++) edges.add(quantileOf(sorted, bin / binCount));
  edges.delete(sorted[0]!);
  return [...edges];
}

/** Shares of the rows by their likeliest class. */
export function classReference(names: readonly string[], probabilities: Float64Array): Reference {
  const counts = new Float64Array(names.length);
  for (let offset = 0; offset < probabilities.length; offset += names.length) {
    counts[likeliestClass(probabilities, offset, names.length)]!++;
  }
  const rows = Math.max(1, probabilities.length / names.length);
  const shares = Array.from(counts, (count) => count / rows);
  return { kind: 'text', levels: [...names], shares, otherShare: 0, missingShare: 0 };
}

function typicalOf(kind: Exclude<ColumnCells['kind'], 'text'>, sorted: Float64Array): ColumnSpread['typical'] {
  if (sorted.length === 0) return null;
  // A value that occurs, not the mean of two.
  const middle = sorted[(sorted.length - 1) >> 1] as number;
  if (kind === 'boolean') return middle === 1;
  return kind === 'date' ? new Date(middle).toISOString().slice(0, 10) : middle;
}
