import type { ColumnFacts } from '../../contract/table-plan.ts';
import type { InputColumn } from '../features/input-column.ts';

/** A column of the table that is judged, with its name, and how its truth values were written. */
export type ColumnCells = InputColumn & { readonly name: string; readonly words?: ColumnFacts['words'] };

/** What a value of a column that is no text is called as a class: truth values by the words of the file, where it has words for them. */
export function className({ kind, words }: Pick<ColumnCells, 'kind' | 'words'>, value: number): string {
  if (kind !== 'boolean') return String(value);
  return value === 1 ? (words?.yes ?? 'true') : (words?.no ?? 'false');
}
