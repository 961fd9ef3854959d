import type { PackedPiece } from '../tabular/writer/packed-text.ts';
import type { WrittenSheet } from '../tabular/writer/workbook-parts.ts';

/** A sheet in front of the rows, and where it lies. */
export interface FrontSheet {
  readonly sheet: WrittenSheet;
  readonly piece: PackedPiece;
}
