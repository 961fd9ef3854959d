import { rm } from 'node:fs/promises';
import type { ScratchFile } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import type { ColumnView } from '../tabular/segment.ts';
import { columnsNote, columnsNoteOf } from './column-note.ts';
import { HashedFile } from './hashed-file.ts';
import { ChunkEncoder } from './parquet/chunk-encoder.ts';
import { footerBytes, markBytes, type RowGroup } from './parquet/file-metadata.ts';
import type { TableColumn } from './stored-columns.ts';

/** Rows of a row group unless told otherwise: few enough that a reader skips most of a long table, many enough that dictionaries pay. */
const defaultRowGroupRows = 131_072;

/** A slice of a table. */
export interface StoredSlice {
  readonly rows: number;
  /** The column at a place; asked for once for each row group. */
  readonly viewOf: (place: number) => ColumnView;
}

/**
 * Slices one after another as an uncompressed Parquet file. A row group never spans two slices. Error cells are null in columns of
 * numbers, dates and truth values, and their text (`#N/A`) elsewhere. Throws JOB_CANCELLED; a full disk surfaces as the file
 * system's ENOSPC. An unfinished file is removed.
 */
export async function writeStored(
  scratchPath: string,
  columns: readonly Omit<TableColumn, 'place'>[],
  slices: Iterable<StoredSlice>,
  totalRows: number,
  context: OrderContext,
  rowGroupRows = defaultRowGroupRows,
): Promise<ScratchFile> {
  const file = new HashedFile(scratchPath, true);
  try {
    file.write(markBytes);
    const encoder = new ChunkEncoder();
    const groups: RowGroup[] = [];
    let rowsDone = 0;
    for (const { rows, viewOf } of slices) {
      for (let from = 0; from < rows; from += rowGroupRows) {
        const to = Math.min(rows, from + rowGroupRows);
        const chunks = columns.map((column, index) => {
          context.throwIfCancelled();
          return encoder.write(file, viewOf(index), from, to, column.storage);
        });
        groups.push({ rows: to - from, chunks });
        rowsDone += to - from;
        context.notify({ fraction: rowsDone / totalRows, rowsDone, subject: null });
        await file.breathe();
      }
    }
    const notes = { [columnsNote]: columnsNoteOf(columns) };
    file.write(footerBytes(columns, groups, notes, 'Auspex'));
    await file.settled();
    return file.finish();
  } catch (error) {
    await file.settled();
    file.close();
    await rm(scratchPath, { force: true });
    throw error;
  }
}
