import type { InputColumn } from '../features/input-column.ts';

/** A column of the table that is judged, with its name. */
export type ColumnCells = InputColumn & { readonly name: string };
