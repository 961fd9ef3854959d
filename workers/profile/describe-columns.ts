import type { Order, Reply } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import type { OrderContext } from '../order-context.ts';
import { columnView, segmentRows } from '../tabular/segment.ts';
import { describeColumn } from './describe-column.ts';
import { type HashedColumn, hashColumns } from './hash-rows.ts';
import { mergeTexts } from './merge-texts.ts';
import { createNumberScratch } from './number-runs.ts';
import { writeScratchJson } from './scratch-file.ts';

/** Columns are hashed together, for their rows stay in the cache meanwhile, but the hashes of their texts take memory. */
const columnsPerHash = 16;
const entriesPerHash = 1 << 21;

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
  const unhashed: HashedColumn[] = [];
  let entries = 0;
  for (const [index, place] of columns.entries()) {
    context.throwIfCancelled();
    const subject = plan.columnNames[place] ?? null;
    context.notify({ fraction: index / columns.length, rowsDone: null, subject });
    const views = segments.map((segment) => columnView(segment, place));
    const texts = mergeTexts(views, throwIfCancelled);
    profiles.push(describeColumn({ plan, place, views, texts, scratch, throwIfCancelled }));
    context.throwIfCancelled();
    unhashed.push({ place, views, lanes: texts.lanes });
    entries += texts.size;
    if (unhashed.length < columnsPerHash && entries < entriesPerHash) continue;
    hashColumns(unhashed.splice(0), hashes, throwIfCancelled);
    entries = 0;
  }
  hashColumns(unhashed, hashes, throwIfCancelled);
  const file = await writeScratchJson(order.scratchPath, profiles);
  return { file, rowHashes, missingCells: profiles.reduce((sum, profile) => sum + profile.missing, 0) };
}
