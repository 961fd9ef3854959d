import type { ModelColumn } from '../../contract/models/model-document.ts';
import type { SegmentBuffer } from '../../contract/orders.ts';
import { cellKind, cellKindCount, columnView } from '../tabular/segment.ts';

export type ModelColumnType = ModelColumn['type'];

/** What a column of a table holds. */
export interface ColumnKinds {
  /** The type a model takes it as; null: nothing but missing cells and errors. */
  readonly type: ModelColumnType | null;
  /** Other cells than those of the type (or than text) would count as missing. */
  readonly isMixed: boolean;
  /** Cells of each kind, by `cellKind`. */
  readonly counts: Float64Array;
}

/** So many of the cells must be numbers (dates, truth values) for the others to count as missing; else all of it is text. */
const ownShare = 0.8;

/** The type a model would take each column as, by place in the plan. */
export function columnKinds(segments: readonly SegmentBuffer[], columns: number): ColumnKinds[] {
  return Array.from({ length: columns }, (_, place) => {
    const counts = new Float64Array(cellKindCount);
    for (const segment of segments) {
      const own = columnView(segment, place).counts;
      for (let kind = 0; kind < cellKindCount; kind++) counts[kind] = (counts[kind] as number) + (own[kind] as number);
    }
    return { ...typeOfCounts(counts), counts };
  });
}

/** The type of a column from the numbers of its cells by `cellKind`, which may be sums over several files. */
export function typeOfCounts(counts: Float64Array): Pick<ColumnKinds, 'type' | 'isMixed'> {
  const of = (type: ModelColumnType) => counts[cellKind[type]] as number;
  const types = ['number', 'text', 'boolean', 'date'] as const;
  const total = types.reduce((sum, type) => sum + of(type), 0);
  if (total === 0) return { type: null, isMixed: false };
  const largest = types.reduce((best, type) => (of(type) > of(best) ? type : best));
  const type = of(largest) >= total * ownShare ? largest : 'text';
  return { type, isMixed: of(type) < total };
}
