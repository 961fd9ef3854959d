import { rm } from 'node:fs/promises';
import type { MatchedTables, RowFacts } from '../../../contract/comparison-orders.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { fingerprintFile } from '../../tabular/fingerprint-file.ts';
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
    const facts = await withTables(order, context, async (tables): Promise<RowFacts> => {
      const { changedRows, rows } = await findDifferences(
        tables,
        matched,
        order.options.tolerance,
        context,
        (fraction) => context.notify({ fraction: fraction * 0.6, rowsDone: null, subject: null }),
      );
      const laidOut = layOutChanges(tables, matched, changedRows);
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
