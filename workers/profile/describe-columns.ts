import type { Order, Reply } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import type { OrderContext } from '../order-context.ts';
import { columnView, segmentRows } from '../tabular/segment.ts';
import { describeColumn } from './describe-column.ts';
import { hashColumn } from './hash-rows.ts';
import { mergeTexts } from './merge-texts.ts';
import { createNumberScratch } from './number-runs.ts';
import { writeScratchJson } from './scratch-file.ts';

/** Profiles the columns of the order, in its sequence, and hashes their cells into a sum per row. */
export async function describeColumns(
  order: Order<'describe-columns'>,
  context: OrderContext,
): Promise<Reply<'describe-columns'>> {
  const { plan, segments, columns } = order;
  const rows = segments.reduce((sum, segment) => sum + segmentRows(segment), 0);
  const rowHashes = new SharedArrayBuffer(rows * 8);
  const hashes = new Int32Array(rowHashes);
  const scratch = createNumberScratch();
  const throwIfCancelled = () => context.throwIfCancelled();
  const profiles: ColumnProfile[] = [];
  for (const [index, place] of columns.entries()) {
    context.throwIfCancelled();
    const subject = plan.columnNames[place] ?? null;
    context.notify({ fraction: index / columns.length, rowsDone: null, subject });
    const views = segments.map((segment) => columnView(segment, place));
    const texts = mergeTexts(views);
    profiles.push(describeColumn({ plan, place, views, texts, scratch, throwIfCancelled }));
    context.throwIfCancelled();
    hashColumn(place, views, texts.lanes, hashes);
  }
  const file = await writeScratchJson(order.scratchPath, profiles);
  return { file, rowHashes, missingCells: profiles.reduce((sum, profile) => sum + profile.missing, 0) };
}
