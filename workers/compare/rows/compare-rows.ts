import { rm } from 'node:fs/promises';
import type { MatchedTables, RowFacts } from '../../../contract/comparison-orders.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { sqlText } from '../../tabular/duckdb/session.ts';
import { fingerprintFile } from '../../tabular/fingerprint-file.ts';
import { withTables } from '../with-tables.ts';
import { readJson, writeJson } from '../write-json.ts';
import { bitsPerWord, findDifferences } from './find-differences.ts';
import { largestChanges } from './largest-changes.ts';
import { layOutChanges } from './lay-out-changes.ts';
import { writeChanges } from './write-changes.ts';

/**
 * Compares the rows of two tables; writes those that were added, removed or changed as Parquet, and RowFacts as JSON. Throws
 * JOB_CANCELLED, DISK_FULL. An unfinished file is removed.
 */
export async function compareRows(order: Order<'compare-rows'>, context: OrderContext): Promise<Reply<'compare-rows'>> {
  const matched = await readJson<MatchedTables>(order.matchPath);
  try {
    const facts = await withTables(order, context, async (tables): Promise<RowFacts> => {
      const { changedRows, cellPairs, rows } = await findDifferences(tables, matched, order.options.tolerance);
      context.notify({ fraction: 0.5, rowsDone: null, subject: null });
      const names = cellPairs.map((pair) => tables.later.columns[matched.pairs[pair]!.later]!.name);
      const laidOut = layOutChanges(
        tables,
        matched,
        changedRows,
        changedNamesSql(names, (bit) => changedRows[cellPairs[bit]!]! > 0),
      );
      await writeChanges(tables, laidOut, order.scratchPath);
      context.notify({ fraction: 0.9, rowsDone: null, subject: null });
      const largest =
        rows.changed === 0 ? [] : await largestChanges(tables, matched, changedRows, laidOut.layout, order.scratchPath);
      return { rows, changedRows, largestChanges: largest, changes: laidOut.layout };
    });
    const written = await fingerprintFile({ path: order.scratchPath, fileName: '' }, context);
    return { rows: { path: order.scratchPath, ...written }, facts: writeJson(order.factsPath, facts) };
  } catch (error) {
    await rm(order.scratchPath, { force: true });
    throw error;
  }
}

/** The names of the columns that changed in a row of `differences` `d`, as one text; null in rows that were added or removed. */
function changedNamesSql(names: readonly string[], isChanged: (bit: number) => boolean): string {
  const cells = names.flatMap((name, bit) => {
    if (!isChanged(bit)) return [];
    const isSet = `(d.m${Math.floor(bit / bitsPerWord)} >> ${bit % bitsPerWord}) & 1 = 1`;
    return [`CASE WHEN ${isSet} THEN ${sqlText(name)} END`];
  });
  if (cells.length === 0) return 'CAST(NULL AS VARCHAR)';
  return `CASE WHEN d.er IS NOT NULL AND d.lr IS NOT NULL THEN concat_ws(', ', ${cells.join(', ')}) END`;
}
