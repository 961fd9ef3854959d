import path from 'node:path';
import type { TablePlan } from '../../contract/orders.ts';
import { mainTable, type Reading } from '../../contract/reading.ts';
import type { OrderContext } from '../../workers/order-context.ts';
import { planTable } from '../../workers/tabular/plan-table.ts';
import { readPart } from '../../workers/tabular/read-part.ts';
import { testContext } from './order-context.ts';
import { type SegmentCell, segmentCells } from './segment-cells.ts';

export interface WholeTable {
  readonly plan: TablePlan;
  readonly rows: SegmentCell[][];
  readonly raggedRows: number;
}

interface Wishes {
  readonly reading?: Partial<Reading>;
  readonly maxParts?: number;
  readonly maxMemoryBytes?: number;
  readonly context?: OrderContext;
}

/** Plans a file of any kind and reads all of its parts, as a recipe does; cells as their reader gives them. */
export async function readWholeTable(file: string, wishes: Wishes = {}): Promise<WholeTable> {
  const context = wishes.context ?? testContext().context;
  const order = { path: file, fileName: path.basename(file), reading: { ...mainTable, ...wishes.reading } };
  const limits = { maxParts: wishes.maxParts ?? 4, maxMemoryBytes: wishes.maxMemoryBytes ?? 2 ** 31 };
  const plan = await planTable({ ...order, ...limits }, context);
  const rows: SegmentCell[][] = [];
  let raggedRows = 0;
  for (const part of plan.parts.keys()) {
    const reply = await readPart({ plan, part, textColumns: [] }, context);
    const segments = [reply.segment, ...(reply.further ?? [])];
    for (const row of segments.flatMap(segmentCells)) rows.push(row);
    raggedRows += reply.raggedRows;
  }
  return { plan, rows, raggedRows };
}
