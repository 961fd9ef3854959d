import type { SheetSummary } from '../../../contract/files.ts';
import type { MergedRange } from '../preview-cell.ts';

/** What the thread that holds an old workbook is started with. */
export interface ThreadStart {
  readonly libraryPath: string;
  readonly path: string;
}

/** What it is asked, one question at a time. */
export type ThreadQuestion =
  /** `maximumRows` 0: all of them. `sheet` null: every sheet. */
  | { readonly kind: 'open'; readonly sheet: string | null; readonly maximumRows: number }
  | { readonly kind: 'cells'; readonly sheet: string; readonly fromRow: number };

export interface OpenedBook {
  readonly kind: 'opened';
  readonly is1904: boolean;
  readonly sheets: readonly (SheetSummary & {
    /** Up to the last one with a value, also where fewer were read. */
    readonly rows: number;
    /** With values in the rows that were read. */
    readonly columns: readonly number[];
    readonly merges: readonly MergedRange[];
  })[];
}

/** Cells of some rows, one after another; `kinds` are those of segment.ts. */
export interface CellBatch {
  readonly kind: 'cells';
  /** −1: there are no more. */
  readonly nextRow: number;
  readonly rows: Uint32Array;
  readonly columns: Uint16Array;
  readonly kinds: Uint8Array;
  readonly numbers: Float64Array;
  /** Number formats of the number cells, as places in `formats`. */
  readonly formatPlaces: Uint16Array;
  readonly formats: readonly string[];
  /** One per text or error cell. */
  readonly texts: readonly string[];
}

export type ThreadAnswer = OpenedBook | CellBatch | { readonly kind: 'refused'; readonly message: string };
