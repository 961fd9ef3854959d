import { columnsNote, columnsNoteOf } from '../../explore/column-note.ts';
import { fromTable } from '../../explore/view/table-file.ts';
import { sqlName, sqlText } from '../../tabular/duckdb/session.ts';
import type { ComparedTables } from '../with-tables.ts';
import type { LaidOutChanges } from './lay-out-changes.ts';

/** A row group of DuckDB is made of vectors of so many rows. */
const vectorRows = 2048;
const rowGroupCells = 4_000_000;
const maxRowGroupRows = 131_072;

/**
 * Writes the rows of `differences` as a Parquet file like those of `store-rows`: changed ones first, then added ones in the
 * order of the later table, then removed ones in that of the earlier. The same tables give the same bytes.
 */
export async function writeChanges(
  { connection, earlier, later }: ComparedTables,
  { columns }: LaidOutChanges,
  path: string,
): Promise<void> {
  const note = columnsNoteOf(columns);
  const groupRows = Math.max(vectorRows, Math.min(maxRowGroupRows, Math.floor(rowGroupCells / columns.length)));
  const rowGroup = Math.floor(groupRows / vectorRows) * vectorRows;
  // With one thread alone rows are cut into groups in the same way each time.
  await connection.run('SET threads = 1');
  const selected = columns.map(({ name, sql }) => `${sql} AS ${sqlName(name)}`);
  const joined = (table: typeof later, alias: string, row: string) =>
    `LEFT JOIN (SELECT *, file_row_number AS rn FROM ${fromTable(table)}) ${alias} ON ${alias}.rn = d.${row}`;
  await connection.run(
    `COPY (SELECT ${selected.join(', ')} FROM differences d ${joined(earlier, 'e', 'er')} ${joined(later, 'l', 'lr')} ` +
      `ORDER BY CASE WHEN d.er IS NULL THEN 1 WHEN d.lr IS NULL THEN 2 ELSE 0 END, coalesce(d.lr, d.er)) ` +
      `TO ${sqlText(path)} (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${rowGroup}, ` +
      `KV_METADATA {${sqlName(columnsNote)}: ${sqlText(note)}})`,
  );
}
