import type { ColumnType } from '../../contract/files.ts';
import { StoredFile } from '../explore/parquet/stored-file.ts';
import { columnsNote } from '../explore/stored-columns.ts';
import { StoredRows } from '../export/stored-rows.ts';
import {
  type ColumnPiece,
  columnOfPieces,
  type InputColumns,
  type RowRange,
  type WantedColumn,
} from '../features/input-columns.ts';

/** A column as the table's own note tells of it. */
export interface NotedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** The columns of a stored table, in their order. */
export function notedColumns(file: StoredFile): readonly NotedColumn[] {
  return JSON.parse(file.notes.get(columnsNote) ?? '[]') as readonly NotedColumn[];
}

/** Opens a stored table for as long as `work` takes. */
export async function withStored<T>(path: string, work: (file: StoredFile) => Promise<T> | T): Promise<T> {
  const file = new StoredFile(path);
  try {
    return await work(file);
  } finally {
    file.close();
  }
}

const sliceRows = 2 ** 20;

/** Columns of a stored table as values of the types a model has them in; all rows unless told otherwise. */
export function storedInputs(
  file: StoredFile,
  wanted: readonly WantedColumn[],
  { fromRow, toRow }: RowRange = { fromRow: 0, toRow: file.rows },
): InputColumns {
  const places = [...new Set(wanted.flatMap(({ place }) => (place === null ? [] : [place])))];
  const pieces = places.map((): ColumnPiece[] => []);
  for (const slice of new StoredRows(file, places).slices(fromRow, toRow, sliceRows)) {
    for (const [index, cells] of slice.cells.entries()) {
      pieces[index]!.push({ cells, from: slice.from, to: slice.to, start: slice.firstRow - fromRow });
    }
  }
  const rows = toRow - fromRow;
  const made = wanted.map(({ place, type }) =>
    columnOfPieces(place === null ? [] : pieces[places.indexOf(place)]!, rows, type),
  );
  return { rows, columns: made.map(({ column }) => column), tallies: made.map(({ tally }) => tally) };
}
