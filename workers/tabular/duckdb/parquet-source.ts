import type { TableQuery } from '../../../contract/orders.ts';
import { type SourceColumn, sourceColumns } from './described-table.ts';
import { type DuckDbSession, rowsOf, sqlName } from './session.ts';

export interface ParquetSource {
  readonly from: string;
  readonly columns: readonly SourceColumn[];
  readonly rows: number;
  /** Of all columns, unpacked. */
  readonly unpackedBytes: number;
  readonly rowGroups: readonly { readonly rows: number; readonly unpackedBytes: number }[];
}

const rowNumber = 'file_row_number';

/** The columns and row groups of a Parquet file, from its footer. */
export async function parquetSource(session: DuckDbSession): Promise<ParquetSource> {
  const names = await topLevelNames(session);
  const cut = names.includes(rowNumber) ? '' : `, ${rowNumber} = true`;
  const plain = 'read_parquet($path, hive_partitioning = false)';
  const columns = await sourceColumns(session, plain, names);
  const groups = await rowsOf(
    session,
    `SELECT any_value(row_group_num_rows), sum(total_uncompressed_size) FROM parquet_metadata($path) GROUP BY row_group_id ORDER BY row_group_id`,
  );
  const rowGroups = groups.map(([rows, bytes]) => ({ rows: Number(rows), unpackedBytes: Number(bytes) }));
  const [counted = []] = await rowsOf(session, 'SELECT num_rows FROM parquet_file_metadata($path)');
  return {
    from: `read_parquet($path, hive_partitioning = false${cut})`,
    columns,
    rows: Number(counted[0]),
    unpackedBytes: rowGroups.reduce((sum, group) => sum + group.unpackedBytes, 0),
    rowGroups: cut === '' ? [] : rowGroups,
  };
}

/** DuckDB tells names apart regardless of case and renames what is alike; the file's own schema has them as they are. */
async function topLevelNames(session: DuckDbSession): Promise<string[]> {
  const schema = await rowsOf(session, 'SELECT name, num_children FROM parquet_schema($path)');
  const names: string[] = [];
  let place = 1;
  const skip = (): void => {
    const children = Number(schema[place]?.[1] ?? 0);
    place++;
    for (let child = 0; child < children && place < schema.length; child++) skip();
  };
  while (place < schema.length) {
    names.push(String(schema[place]?.[0]));
    skip();
  }
  return names;
}

/** Row groups put together into at most `maxParts` parts of at least `leastBytes` each; null: one part. */
export function rowRangesOf(
  groups: ParquetSource['rowGroups'],
  maxParts: number,
  leastBytes: number,
): TableQuery['rowRanges'] {
  const total = groups.reduce((sum, group) => sum + group.unpackedBytes, 0);
  const wanted = Math.max(leastBytes, total / Math.max(1, maxParts));
  const ranges: { fromRow: number; toRow: number }[] = [];
  let fromRow = 0;
  let row = 0;
  let bytes = 0;
  for (const group of groups) {
    row += group.rows;
    bytes += group.unpackedBytes;
    if (bytes < wanted || ranges.length + 1 >= maxParts) continue;
    ranges.push({ fromRow, toRow: row });
    fromRow = row;
    bytes = 0;
  }
  if (row > fromRow) ranges.push({ fromRow, toRow: row });
  return ranges.length < 2 ? null : ranges;
}

/** The condition that picks the rows of a part. */
export function rowsClause(range: { readonly fromRow: number; readonly toRow: number } | undefined): string {
  if (!range) return '';
  return `WHERE ${sqlName(rowNumber)} >= ${range.fromRow} AND ${sqlName(rowNumber)} < ${range.toRow}`;
}
