import type { Order, Reply, TablePlan } from '../../../contract/orders.ts';
import type { ReadingNote } from '../../../contract/reading-notes.ts';
import type { OrderContext } from '../../order-context.ts';
import { uniqueNames } from '../header.ts';
import { type FieldsInUse, fieldsInUse } from './fields-in-use.ts';

/** What a column of few values takes in each row: its kinds, while the part is read and packed. */
const bytesPerCell = 2;

/** See `withFieldsInUse`. */
export async function widenPlan(order: Order<'widen-plan'>, context: OrderContext): Promise<Reply<'widen-plan'>> {
  return withFieldsInUse(order.plan, context);
}

/**
 * The plan of a text table with a column for every field in which some row has a value, however far down. Goes once through
 * the file. Faults: those of fieldsInUse.
 */
export function withFieldsInUse(plan: TablePlan, context: OrderContext): TablePlan {
  const { path, fileName, sizeBytes, textFormat, parts } = plan;
  const fromByte = parts[0]?.fromByte ?? 0;
  if (textFormat === null) return plan;
  const text = { path, fileName, sizeBytes, format: textFormat };
  return widened(plan, fieldsInUse(text, fromByte, plan.sourceColumns, context));
}

function widened(plan: TablePlan, { columns, usualFields, joinsRest }: FieldsInUse): TablePlan {
  if (columns.length === plan.sourceColumns.length) return plan;
  const nameAt = new Map(plan.sourceColumns.map((place, column) => [place, plan.originalNames[column] ?? '']));
  const originalNames = columns.map((place) => nameAt.get(place) ?? '');
  const columnNames = uniqueNames(originalNames);
  const lastNamed = originalNames.findLastIndex((name) => name !== '');
  const beyond = lastNamed < 0 ? [] : columnNames.slice(lastNamed + 1);
  const notes = (plan.notes ?? []).filter(({ kind }) => kind !== 'columnsBeyondHeader');
  const note: ReadingNote = { kind: 'columnsBeyondHeader', columns: beyond };
  const added = columns.length - plan.sourceColumns.length;
  return {
    ...plan,
    sourceColumns: columns,
    originalNames,
    columnNames,
    estimatedMemoryBytes: plan.estimatedMemoryBytes + (plan.estimatedRows ?? 0) * added * bytesPerCell,
    // Where single rows of the beginning are longer than the header already, that stays the limit.
    ...(usualFields === undefined ? {} : { usualFields: plan.usualFields ?? usualFields }),
    ...(joinsRest ? { joinsRest } : {}),
    notes: beyond.length === 0 ? notes : [...notes, note],
  };
}
