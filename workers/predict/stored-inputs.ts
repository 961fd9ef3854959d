import { columnsNote, type NotedColumn, readColumnsNote } from '../explore/column-note.ts';
import { StoredFile } from '../explore/parquet/stored-file.ts';
import { StoredRows } from '../export/stored-rows.ts';
import {
  type ColumnPiece,
  columnOfPieces,
  type InputColumns,
  type RowRange,
  type WantedColumn,
} from '../features/input-columns.ts';

/** The columns of a stored table, in their order. */
export function notedColumns(file: StoredFile): readonly NotedColumn[] {
  return readColumnsNote(file.notes.get(columnsNote));
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
  for (const slice of new StoredRows(
    file,
    places.map((place) => ({ place })),
  ).slices(fromRow, toRow, sliceRows)) {
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
