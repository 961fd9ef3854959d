/** A cell as a preview shows it. `text` is what a person reads, '' where `kind` is missing. */
export interface PreviewCell {
  readonly kind: 'missing' | 'number' | 'text' | 'boolean' | 'date' | 'error';
  readonly text: string;
}

export type PreviewRow = readonly PreviewCell[];

/** Merged cells, 0-based and inclusive; the value stands in the first cell, the others are missing. */
export interface MergedRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}
