import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ReadReply, TablePlan } from '../../../../contract/orders.ts';
import { mainTable } from '../../../../contract/reading.ts';
import { createOrderContext, type OrderContext } from '../../../../workers/order-context.ts';
import { cellKind, columnView, dictionaryText } from '../../../../workers/tabular/segment.ts';
import { planText } from '../../../../workers/tabular/text/plan-text.ts';
import { readText } from '../../../../workers/tabular/text/read-text.ts';

export const context: OrderContext = createOrderContext({ cancelFlag: new SharedArrayBuffer(4), noticePort: null });

/** A date stands as `new Date(ms)`, a missing cell as null. */
export type CellValue = number | string | boolean | Date | null;

export interface ReadTable {
  readonly plan: TablePlan;
  readonly rows: CellValue[][];
  readonly replies: readonly ReadReply[];
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-text-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let fileNumber = 0;

/** Writes a file that goes away with the process, and gives its path. */
export function temporaryFile(content: string | Uint8Array, ending = '.csv'): string {
  const file = path.join(folder, `table-${++fileNumber}${ending}`);
  writeFileSync(file, content);
  return file;
}

/** Plans and reads a text file as a profile does, without the second reading of mixed columns. */
export async function readTable(
  source: string | Uint8Array,
  options: { maxParts?: number; smallestPartBytes?: number; textColumns?: readonly number[] } = {},
): Promise<ReadTable> {
  return readTableAt(temporaryFile(source), options);
}

export async function readTableAt(
  file: string,
  options: { maxParts?: number; smallestPartBytes?: number; textColumns?: readonly number[] } = {},
): Promise<ReadTable> {
  const order = {
    path: file,
    fileName: 'table.csv',
    reading: mainTable,
    maxParts: options.maxParts ?? 1,
    maxMemoryBytes: 2 ** 32,
  };
  const plan = await planText(order, context, options.smallestPartBytes);
  const replies: ReadReply[] = [];
  for (const part of plan.parts.keys()) {
    replies.push(await readText({ plan, part, textColumns: options.textColumns ?? [] }, context));
  }
  return { plan, replies, rows: replies.flatMap((reply) => cellsOf(plan, reply)) };
}

function cellsOf(plan: TablePlan, reply: ReadReply): CellValue[][] {
  const columns = plan.columnNames.map((_, index) => columnView(reply.segment, index));
  return Array.from({ length: reply.rows }, (_, row) =>
    columns.map((column) => {
      const kind = column.kinds[row];
      if (kind === cellKind.missing) return null;
      if (kind === cellKind.text) return dictionaryText(column.dictionary!, column.codes![row]!);
      const value = column.numbers![row]!;
      if (kind === cellKind.boolean) return value === 1;
      return kind === cellKind.date ? new Date(value) : value;
    }),
  );
}
