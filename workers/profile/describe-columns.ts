import type { Order, Reply } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { threadKernel } from '../kernel-instance.ts';
import type { OrderContext } from '../order-context.ts';
import { columnView } from '../tabular/segment.ts';
import { describeColumn } from './describe-column.ts';
import { mergeTexts } from './merge-texts.ts';
import { createNumberScratch } from './number-runs.ts';
import { writeScratchJson } from './scratch-file.ts';

/** Profiles the columns of the order, in its sequence. */
export async function describeColumns(
  order: Order<'describe-columns'>,
  context: OrderContext,
): Promise<Reply<'describe-columns'>> {
  const { plan, segments, columns } = order;
  const scratch = createNumberScratch();
  const throwIfCancelled = () => context.throwIfCancelled();
  const profiles: ColumnProfile[] = [];
  for (const [index, place] of columns.entries()) {
    context.throwIfCancelled();
    const subject = plan.columnNames[place] ?? null;
    context.notify({ fraction: index / columns.length, rowsDone: null, subject });
    const views = segments.map((segment) => columnView(segment, place));
    threadKernel().call.reset();
    const texts = mergeTexts(views, throwIfCancelled);
    profiles.push(describeColumn({ plan, place, views, texts, scratch, throwIfCancelled }));
  }
  const file = await writeScratchJson(order.scratchPath, profiles);
  const missingCells = profiles.reduce((sum, profile) => sum + profile.missing, 0);
  return { file, missingCells, hasKey: profiles.some(({ distinct, rows }) => distinct === rows) };
}
