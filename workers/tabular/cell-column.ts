import type { DictionaryView } from './segment.ts';

/** Cells of one column: of a segment, or of a stored table. */
export interface CellColumn {
  /** One of `cellKind` per row. */
  readonly kinds: Uint8Array;
  /** Numbers, booleans as 0 or 1, dates as milliseconds since 1970-01-01 UTC; null when there are none. */
  readonly numbers: Float64Array | null;
  /** Dictionary entry of each text or error cell; null when there are none. */
  readonly codes: Uint32Array | null;
  readonly dictionary: DictionaryView | null;
}
