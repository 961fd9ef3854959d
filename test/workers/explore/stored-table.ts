import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ColumnType } from '../../../contract/files.ts';
import type { Order, TablePlan } from '../../../contract/orders.ts';
import { storeRows } from '../../../workers/explore/store-rows.ts';
import { createOrderContext, type OrderContext } from '../../../workers/order-context.ts';
import { ColumnBuilder } from '../../../workers/tabular/column-builder.ts';
import { packSegment } from '../../../workers/tabular/pack-segment.ts';

/** `#…` stands for an error cell, as in a sheet. */
export type TestCell = number | string | boolean | Date | null;

export interface TestColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: readonly TestCell[];
  readonly unit?: string;
  readonly isPercent?: boolean;
  readonly words?: { readonly yes: string; readonly no: string };
}

const encoder = new TextEncoder();

function builderOf(cells: readonly TestCell[]): ColumnBuilder {
  const builder = new ColumnBuilder(cells.length);
  for (const [row, cell] of cells.entries()) {
    if (cell === null) continue;
    if (typeof cell === 'number') builder.setNumber(row, cell);
    else if (typeof cell === 'boolean') builder.setBoolean(row, cell);
    else if (cell instanceof Date) builder.setDate(row, cell.getTime());
    else {
      const bytes = encoder.encode(cell);
      if (cell.startsWith('#')) builder.setError(row, bytes, 0, bytes.length);
      else builder.setText(row, bytes, 0, bytes.length);
    }
  }
  builder.reserve(cells.length);
  return builder;
}

export function quietContext(): OrderContext {
  return createOrderContext({ cancelFlag: new SharedArrayBuffer(4), noticePort: null });
}

/** A folder for one test file; `remove` at its end. */
export async function scratchFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-explore-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** An order to store `columns`, cut into segments of `segmentRows` rows. */
export async function storeOrder(
  folder: string,
  columns: readonly TestColumn[],
  segmentRows = Number.POSITIVE_INFINITY,
): Promise<Order<'store-rows'>> {
  const rows = columns[0]?.cells.length ?? 0;
  const segments = [];
  for (let from = 0; from < rows; from += segmentRows) {
    const to = Math.min(rows, from + segmentRows);
    segments.push(
      packSegment(
        columns.map((column) => builderOf(column.cells.slice(from, to))),
        to - from,
      ),
    );
  }
  const plan = {
    ...{ columnNames: columns.map(({ name }) => name), sourceColumns: columns.map((_, index) => index) },
    columnFacts: columns.map(({ unit = null, isPercent = false, words }) => ({
      ...{ unit, isPercent },
      ...(words ? { words } : {}),
    })),
  };
  return {
    plan: plan as unknown as TablePlan,
    segments,
    scratchPath: path.join(folder, 'rows.parquet'),
  };
}

export async function storeTable(folder: string, columns: readonly TestColumn[], segmentRows?: number) {
  return storeRows(await storeOrder(folder, columns, segmentRows), quietContext());
}
