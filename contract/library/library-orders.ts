import type { ScratchFile } from '../scratch-file.ts';
import type { TableColumn } from '../tables.ts';
import type { ImportMode, ImportOutcome } from './library.ts';

/** A table or a result as a query knows it. */
export interface QueriedTable {
  /** null: the library. */
  readonly schema: 'results' | null;
  readonly name: string;
  /** A DuckDB file that holds the table `library_rows`, or the Parquet file of a result. */
  readonly path: string;
}

/** Orders about the result library; see `OrderTypes`. */
export interface LibraryOrders {
  /** The tables that a statement names, as it writes them. Throws SQL_INVALID, SQL_NOT_READING. */
  'parse-query': {
    order: { sql: string };
    reply: { tables: readonly { readonly schema: string | null; readonly name: string }[] };
  };
  /** Writes the rows of a reading statement as a stored table (Parquet). Throws SQL_INVALID, QUERY_TIMED_OUT, QUERY_TOO_LARGE. */
  'run-query': {
    order: {
      sql: string;
      tables: readonly QueriedTable[];
      maxRows: number;
      timeoutMs: number;
      scratchPath: string;
      spillFolder: string;
    };
    reply: { columns: readonly TableColumn[]; rows: number; isCut: boolean };
  };
  /**
   * Makes the file of a library table anew with the rows of the stored table at `rowsPath`. Without a `scratchPath` nothing is
   * written: the outcome is told alone. Throws LIBRARY_KEY_UNKNOWN, LIBRARY_KEY_NOT_UNIQUE, LIBRARY_TYPES_DIFFER, LIBRARY_COLUMN_MISSING.
   */
  'import-rows': {
    order: {
      rowsPath: string;
      /** The table's present file; null: there is none yet. */
      tablePath: string | null;
      mode: ImportMode;
      keyColumns: readonly string[];
      groupBy: string | null;
      scratchPath: string | null;
      spillFolder: string;
    };
    reply: {
      file: ScratchFile | null;
      columns: readonly TableColumn[];
      outcome: ImportOutcome;
    };
  };
}
