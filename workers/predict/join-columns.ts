import type { ScratchFile } from '../../contract/orders.ts';
import { columnsNote, columnsNoteOf, type NotedColumn } from '../explore/column-note.ts';
import { withOwnDuck } from '../explore/view/own-duck.ts';
import { fromTable, tableFile } from '../explore/view/table-file.ts';
import type { OrderContext } from '../order-context.ts';
import { sqlName, sqlText } from '../tabular/duckdb/session.ts';
import { fingerprintFile } from '../tabular/fingerprint-file.ts';
import type { AddedColumn } from './added-columns.ts';

/** A row group of DuckDB is made of vectors of so many rows. */
const vectorRows = 2048;
const rowGroupCells = 4_000_000;
const maxRowGroupRows = 131_072;

interface JoinedColumns {
  readonly rowsPath: string;
  readonly noted: readonly NotedColumn[];
  readonly added: readonly AddedColumn[];
  /** Files of the added columns, whose rows one after the other are those of the table. */
  readonly columnPaths: readonly string[];
  readonly spillFolder: string;
  readonly scratchPath: string;
}

/**
 * Writes the rows of a table with the columns that a prediction adds as a Parquet file like those of `store-rows`. The same rows
 * give the same bytes. Throws JOB_CANCELLED, DISK_FULL.
 */
export async function joinColumns(
  { added, columnPaths, noted, rowsPath, scratchPath, spillFolder }: JoinedColumns,
  context: OrderContext,
): Promise<ScratchFile> {
  const columns: NotedColumn[] = [
    ...noted,
    ...added.map(({ name, type, isPercent, unit }) => ({
      ...{ name, type, isPercent },
      ...(unit === null ? {} : { unit }),
    })),
  ];
  const names = freeNames(columns.map(({ name }) => name));
  const note = columnsNoteOf(columns);
  const groupRows = Math.max(vectorRows, Math.min(maxRowGroupRows, Math.floor(rowGroupCells / columns.length)));
  const rowGroup = Math.floor(groupRows / vectorRows) * vectorRows;
  await withOwnDuck(spillFolder, context, async (connection) => {
    const table = await tableFile(connection, rowsPath);
    const paths = columnPaths.map((path) => sqlText(path.replace(/[[*?]/g, (sign) => `[${sign}]`)));
    const parts = `read_parquet([${paths.join(', ')}]) p(${added.map((_, place) => `p${place}`).join(', ')})`;
    const selected = columns.map((_, place) => {
      const own = place < noted.length ? `t.c${place}` : `p.p${place - noted.length}`;
      return `${own} AS ${sqlName(names[place]!)}`;
    });
    // With one thread alone rows stay in their order and are cut into groups in the same way each time.
    await connection.run('SET threads = 1');
    await connection.run(
      `COPY (SELECT ${selected.join(', ')} FROM ${fromTable(table)} POSITIONAL JOIN ${parts}) ` +
        `TO ${sqlText(scratchPath)} (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${rowGroup}, ` +
        `KV_METADATA {${sqlName(columnsNote)}: ${sqlText(note)}})`,
    );
  });
  return { path: scratchPath, ...(await fingerprintFile({ path: scratchPath, fileName: '' }, context)) };
}

/** Parquet tells names apart regardless of case. */
function freeNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted} (${number})`;
    taken.add(name.toLowerCase());
    return name;
  });
}
