import { rm } from 'node:fs/promises';
import type { MatchedTables, RowFacts } from '../../../contract/comparison-orders.ts';
import type { Notice, Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { withTables } from '../with-tables.ts';
import { readJson, writeJson } from '../write-json.ts';
import { findDifferences } from './find-differences.ts';
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
    return await withTables(order, async (tables) => {
      const report = (fraction: number) => context.notify({ fraction, rowsDone: null, subject: null });
      const { tolerance } = order.options;
      const { changedRows, differing, rows } = findDifferences(tables, matched, tolerance, context, (fraction) =>
        report(fraction * 0.6),
      );
      const laidOut = layOutChanges(tables, matched, changedRows);
      const largest = largestChanges(tables, matched, changedRows, differing, context);
      report(0.7);
      const writing = { ...context, notify: ({ fraction }: Notice) => report(0.7 + 0.3 * fraction) };
      const written = await writeChanges(tables, laidOut, differing, order.scratchPath, writing);
      const facts: RowFacts = { rows, changedRows, largestChanges: largest, changes: laidOut.layout };
      return { rows: written, facts: writeJson(order.factsPath, facts) };
    });
  } catch (error) {
    await rm(order.scratchPath, { force: true });
    throw error;
  }
}
