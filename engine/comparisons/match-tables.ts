import { readFile } from 'node:fs/promises';
import type { ComparisonOptions } from '../../contract/comparison-options.ts';
import type { MatchedTables } from '../../contract/comparison-orders.ts';
import type { TableMatch } from '../../contract/comparisons.ts';
import { Fault } from '../../contract/faults.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import type { TableCache } from '../tables/table-cache.ts';
import type { ReadyTable } from '../tables/table-sources.ts';

/** One of two stored tables. */
interface StoredSide extends ReadyTable {
  readonly fileName: string;
}

interface MatchOptions {
  readonly pool: ThreadPool;
  readonly cache: TableCache;
  readonly later: StoredSide;
  readonly earlier: StoredSide;
  readonly options: ComparisonOptions;
}

/** Rises when the same tables would be matched otherwise. */
const matchVersion = 2;

/**
 * How two stored tables fit together; what was found is kept beside them. Throws COMPARISON_SAME_TABLE,
 * COMPARISON_NO_COMMON_COLUMN, COMPARISON_KEY_MISSING.
 */
export async function matchTables(
  { cache, earlier, later, options, pool }: MatchOptions,
  signal?: AbortSignal,
): Promise<TableMatch> {
  if (earlier.key === later.key) throw new Fault('COMPARISON_SAME_TABLE', { file: later.fileName });
  const { ignored, key } = options;
  const parts = [matchVersion, 'match of tables', later.key, earlier.key, key, ignored];
  const path =
    (await cache.find('.json', ...parts)) ??
    (await cache.make('.json', parts, (scratchPath) =>
      pool.run(
        'match-tables',
        {
          ...{
            laterPath: later.path,
            earlierPath: earlier.path,
            laterName: later.fileName,
            earlierName: earlier.fileName,
          },
          options,
          scratchPath,
        },
        { lane: 'explore', owner: 'match', signal },
      ),
    ));
  const { key: found, pairs, rows, schema, names } = JSON.parse(await readFile(path, 'utf8')) as MatchedTables;
  return {
    schema,
    key: found,
    common: pairs.map((_, pair) => names[pair]!),
    earlierRows: rows.earlier,
    laterRows: rows.later,
  };
}
