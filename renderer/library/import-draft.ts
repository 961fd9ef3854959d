import type { ImportMode, LibraryTable } from '../../contract/library/library.ts';
import type { TableColumn, TableSource } from '../../contract/tables.ts';

/** An import as it is filled in. */
export interface ImportDraft {
  readonly table: string;
  readonly mode: ImportMode;
  readonly keyColumns: readonly string[];
  readonly groupBy: string | null;
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** A name for a table after a file. */
export const nameAfter = (fileName: string): string => fileName.replace(/\.[^.\s]{1,7}$/, '').slice(0, 200);

/** The draft to begin with; a column of few different texts is counted by where the caller knows one. */
export function firstDraft(name: string, columns: readonly TableColumn[], groupBy: string | null): ImportDraft {
  const known = groupBy !== null && columns.some((column) => column.name === groupBy) ? groupBy : null;
  return { table: name, mode: 'append', keyColumns: [], groupBy: known };
}

/** The draft for another table: the key that its rows were told apart by comes along where the columns have it. */
export function forTable(
  draft: ImportDraft,
  name: string,
  tables: readonly LibraryTable[],
  columns: readonly TableColumn[],
): ImportDraft {
  const table = tables.find((one) => sameName(one.name, name.trim()));
  const key = table?.keyColumns ?? [];
  const isKeyThere = key.length > 0 && key.every((part) => columns.some((column) => sameName(column.name, part)));
  if (!isKeyThere || draft.keyColumns.length > 0) return { ...draft, table: name };
  return { ...draft, table: name, mode: 'key', keyColumns: key };
}

/** What is asked of the engine; null while something is missing. */
export function requestOf(draft: ImportDraft, source: TableSource) {
  const table = draft.table.trim();
  if (table === '' || (draft.mode === 'key' && draft.keyColumns.length === 0)) return null;
  const keyColumns = draft.mode === 'key' ? [...draft.keyColumns] : [];
  return { source, table, mode: draft.mode, keyColumns, groupBy: draft.groupBy };
}
