import type { Order, Reply } from '../../contract/orders.ts';
import { columnsNote } from '../explore/column-note.ts';
import { StoredFile } from '../explore/parquet/stored-file.ts';

/** Rows and columns of a table that `store-rows` has written; null for any other file. */
export async function lookAtStoredRows(order: Order<'look-at-stored-rows'>): Promise<Reply<'look-at-stored-rows'>> {
  let file: StoredFile;
  try {
    file = new StoredFile(order.path);
  } catch {
    return null;
  }
  try {
    return file.notes.has(columnsNote) ? { rows: file.rows, columns: file.columns.length } : null;
  } finally {
    file.close();
  }
}
