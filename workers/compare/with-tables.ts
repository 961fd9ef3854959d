import { columnsNote, readColumnsNote } from '../explore/column-note.ts';
import { type ReadColumn, StoredFile } from '../explore/parquet/stored-file.ts';
import type { CellStorage, FileColumn } from '../explore/view/table-file.ts';
import { threadKernel } from '../kernel-instance.ts';

/** One of the two tables of a comparison, open. */
export interface ComparedTable {
  readonly rows: number;
  readonly columns: readonly FileColumn[];
  readonly file: StoredFile;
}

export interface ComparedTables {
  readonly later: ComparedTable;
  readonly earlier: ComparedTable;
}

interface TablePaths {
  readonly laterPath: string;
  readonly earlierPath: string;
}

/** Runs `work` with both tables open. Throws what `work` throws. */
export async function withTables<T>(
  { laterPath, earlierPath }: TablePaths,
  work: (tables: ComparedTables) => Promise<T>,
): Promise<T> {
  threadKernel().call.reset();
  const later = new StoredFile(laterPath);
  try {
    const earlier = new StoredFile(earlierPath);
    try {
      return await work({ later: describe(later, laterPath), earlier: describe(earlier, earlierPath) });
    } finally {
      earlier.close();
    }
  } finally {
    later.close();
  }
}

function describe(file: StoredFile, path: string): ComparedTable {
  const note = file.notes.get(columnsNote);
  if (note === undefined) throw new Error(`${path} was not stored by store-rows`);
  const columns = readColumnsNote(note).map(({ restoredKinds: _, ...column }, place) => ({
    ...column,
    storage: storageOf(file.columns[place]!),
  }));
  return { rows: file.rows, columns, file };
}

function storageOf({ physical, unitMs }: ReadColumn): CellStorage {
  if (unitMs !== null) return physical === 'int32' ? 'date' : 'moment';
  return physical === 'int32' || physical === 'int64' ? 'integer' : physical;
}
