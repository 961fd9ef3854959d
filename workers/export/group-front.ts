import type { ScratchPart } from '../tabular/writer/scratch-part.ts';
import type { Target } from '../tabular/writer/sheet-markup.ts';
import type { ExportLook } from './export-look.ts';
import type { FrontSheet } from './front-sheet.ts';
import type { PlannedSheet } from './plan-sheets.ts';

/** The workbook of one group. */
export interface GroupBook {
  readonly group: number;
  /** Of the sheets in front, in their order. */
  readonly names: readonly string[];
  /** Of the group's rows. */
  readonly sheets: readonly PlannedSheet[];
}

/** Sheets in front of a group's rows, where it has a workbook of its own. */
export interface GroupBookFront {
  /** What they are called. */
  readonly names: readonly string[];
  /** Writes them: what is the group's own to `part`, what all have in common to `common`, which lies as long as the export's part is written. */
  write(
    book: GroupBook,
    parts: { readonly part: ScratchPart; readonly common: ScratchPart },
    look: ExportLook,
  ): readonly FrontSheet[];
}

/** What an export says of each group beside its rows. */
export interface GroupFront {
  /** null: nothing stands in front. */
  readonly book: GroupBookFront | null;
  /** What the line above the rows of a group tells, where a sheet of one workbook is all it has; empty: nothing. */
  lineOf(group: number): string;
  /** Where that line leads to, by the names of the sheets in front. */
  targetOf(group: number, front: readonly string[]): Target;
}
