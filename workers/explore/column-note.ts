import type { ColumnType } from '../../contract/files.ts';
import type { RestoredKind } from './restored-cells.ts';

/** Key of the note in a stored table's Parquet file that tells of all columns as JSON. */
export const columnsNote = 'auspex.columns';

/** A column as the note of a stored table tells of it. */
export interface NotedColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** What its numbers count, such as kg or ¥; absent where nothing is known. */
  readonly unit?: string;
  /** Its numbers are shares: 0.125 is 12.5 %. */
  readonly isPercent?: boolean;
  /** How its truth values were written, where that was in words. */
  readonly words?: { readonly yes: string; readonly no: string };
  /** The column is stored as text, but texts that read as one of these kinds were cells of that kind. */
  readonly restoredKinds?: readonly RestoredKind[];
}

/** The text of the note; of each column only what a note holds. */
export function columnsNoteOf(columns: readonly NotedColumn[]): string {
  return JSON.stringify(
    columns.map(({ name, type, unit, isPercent, words, restoredKinds }): NotedColumn => {
      const facts = { ...(unit ? { unit } : {}), ...(isPercent ? { isPercent } : {}), ...(words ? { words } : {}) };
      return { name, type, ...facts, ...(restoredKinds?.length ? { restoredKinds } : {}) };
    }),
  );
}

/** What a note tells; no column for a file without one. */
export function readColumnsNote(note: string | undefined): readonly NotedColumn[] {
  return JSON.parse(note ?? '[]') as readonly NotedColumn[];
}
