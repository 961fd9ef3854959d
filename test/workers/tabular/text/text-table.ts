import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ReadReply, TablePlan } from '../../../../contract/orders.ts';
import { mainTable } from '../../../../contract/reading.ts';
import { createOrderContext, type OrderContext } from '../../../../workers/order-context.ts';
import { cellKind, columnView, dictionaryText } from '../../../../workers/tabular/segment.ts';
import { planText } from '../../../../workers/tabular/text/plan-text.ts';
import { readText } from '../../../../workers/tabular/text/read-text.ts';
import { surveyTable } from '../../../../workers/tabular/text/survey-table.ts';

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
  const { smallestPartBytes, maxParts = 1, textColumns = [] } = options;
  const planned = await planText(order, context, smallestPartBytes);
  const replies = await readParts(planned, textColumns);
  if (!replies.some(({ isDoubtful }) => isDoubtful)) return tableOf(planned, replies);
  const survey = await surveyTable({ plan: planned, maxParts }, context, smallestPartBytes);
  const { unsurveyed, ...rest } = planned;
  const plan = { ...rest, ...survey };
  return tableOf(plan, await readParts(plan, textColumns));
}

async function readParts(plan: TablePlan, textColumns: readonly number[]): Promise<ReadReply[]> {
  const replies: ReadReply[] = [];
  for (const part of plan.parts.keys()) replies.push(await readText({ plan, part, textColumns }, context));
  return replies;
}

const tableOf = (plan: TablePlan, replies: readonly ReadReply[]): ReadTable => ({
  ...{ plan, replies, rows: replies.flatMap((reply) => cellsOf(plan, reply)) },
});

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
