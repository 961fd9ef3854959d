import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import { fromTable } from '../../explore/view/table-file.ts';
import { comparableSql, formOf } from '../comparable.ts';
import { type ComparedTables, numbersOf } from '../with-tables.ts';

/** Different values that an overlap is taken from: those with the smallest hashes, so that both tables give the same ones. */
const sampledValues = 5000;

/**
 * The share of different values that two columns have in common, 0..1 (the Jaccard index, by a sketch of the smallest hashes:
 * Broder 1997, “On the resemblance and containment of documents”); 0 where cells of such kinds cannot be equal.
 */
export async function valueOverlap({ connection, later, earlier }: ComparedTables, pair: ColumnPair): Promise<number> {
  const laterStorage = later.columns[pair.later]!.storage;
  const earlierStorage = earlier.columns[pair.earlier]!.storage;
  const one = comparableSql(later, pair.later, earlierStorage);
  const other = comparableSql(earlier, pair.earlier, laterStorage);
  if (formOf(laterStorage, earlierStorage) === 'boolean') return 1;
  const sketch = (table: typeof later, cell: string) =>
    `(SELECT DISTINCT hash(${cell}) AS h FROM ${fromTable(table)} WHERE ${cell} IS NOT NULL ORDER BY h LIMIT ${sampledValues})`;
  const [shared, all] = await numbersOf(
    connection,
    `SELECT count(*) FILTER (sides = 2), count(*) FROM (SELECT h, count(*) AS sides FROM ` +
      `(SELECT h FROM ${sketch(later, one)} UNION ALL SELECT h FROM ${sketch(earlier, other)}) ` +
      `GROUP BY h ORDER BY h LIMIT ${sampledValues})`,
  );
  return all ? shared! / all : 0;
}
