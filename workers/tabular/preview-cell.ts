import type { CellRange } from './cell-range.ts';

/** A cell as a preview shows it. `text` is what a person reads, '' where `kind` is missing. */
export interface PreviewCell {
  readonly kind: 'missing' | 'number' | 'text' | 'boolean' | 'date' | 'error';
  readonly text: string;
}

export type PreviewRow = readonly PreviewCell[];

/** Merged cells; the value stands in the first cell, the others are missing. */
export type MergedRange = CellRange;
