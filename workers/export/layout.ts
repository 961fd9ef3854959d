import { readFile } from 'node:fs/promises';
import type { NotedColumn } from '../explore/column-note.ts';
import type { ColumnForm } from './column-form.ts';

/** A column of an export. */
export interface LayoutColumn extends NotedColumn {
  /** Its place in the file of arranged rows. */
  readonly place: number;
  readonly form: ColumnForm;
}

/** Rows that lie one after the other once they are arranged. */
export interface LayoutGroup {
  /** null: the rows whose cell is empty. */
  readonly label: string | null;
  readonly rows: number;
}

/** What all parts of an export agree upon. */
export interface ExportLayout {
  readonly rows: number;
  readonly columns: readonly LayoutColumn[];
  /** The name of the column that makes the groups, and the groups in their order; null: there are none. */
  readonly grouping: { readonly column: string; readonly groups: readonly LayoutGroup[] } | null;
  /** What the sheets in front of the rows are to be called; links lead back to the first. Absent: an index, where there are groups. */
  readonly front?: readonly string[];
}

export async function loadLayout(path: string): Promise<ExportLayout> {
  return JSON.parse(await readFile(path, 'utf8')) as ExportLayout;
}

/** Rows `from`..`to` of the arranged rows. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Part `part` of `parts` about equal ones, which together are all rows. `hasWholeGroups`: a part ends where a group ends, so
 * that each group lies in one part.
 */
export function partRange(layout: ExportLayout, part: number, parts: number, hasWholeGroups: boolean): RowRange {
  const edge = (number: number): number => {
    const wanted = Math.floor((layout.rows * number) / parts);
    return hasWholeGroups && layout.grouping ? groupEdge(layout.grouping.groups, wanted) : wanted;
  };
  return { from: edge(part), to: part === parts - 1 ? layout.rows : edge(part + 1) };
}

/** Where the group that holds row `wanted` begins. */
function groupEdge(groups: readonly LayoutGroup[], wanted: number): number {
  let from = 0;
  for (const { rows } of groups) {
    if (from + rows > wanted) return from;
    from += rows;
  }
  return from;
}
