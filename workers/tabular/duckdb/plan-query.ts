import { statSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply, TablePlan, TableQuery } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { uniqueNames } from '../header.ts';
import { checkMemory } from '../memory-limit.ts';
import { checkSheet, textSheetName } from '../text/text-sheet.ts';
import { jsonSource } from './json-source.ts';
import { parquetSource, rowRangesOf } from './parquet-source.ts';
import { withDuckDb } from './session.ts';
import { sessionMemory } from './session-memory.ts';
import { type SettledColumns, settleColumns } from './settle-columns.ts';

export type QueryFormat = 'parquet' | 'json';

const mostColumns = 16_384;
/** Of Parquet unpacked: less is not worth a thread of its own. */
const leastPartBytes = 8 * 2 ** 20;

interface PlannedQuery {
  readonly names: readonly string[];
  readonly settled: SettledColumns;
  readonly from: string;
  readonly rowRanges: TableQuery['rowRanges'];
  readonly textBytes: number;
}

/**
 * How the table of a Parquet or JSON file is read. JSON is looked through once for its keys, since any record may have
 * one more. Faults: those of the sources, SHEET_MISSING, TABLE_EMPTY, TABLE_TOO_WIDE, TABLE_TOO_LARGE, JOB_CANCELLED.
 */
export async function planQuery(
  order: Order<'plan-table'>,
  format: QueryFormat,
  context: OrderContext,
): Promise<Reply<'plan-table'>> {
  const { path, fileName, maxMemoryBytes } = order;
  checkSheet(order.reading.sheet, fileName);
  const sizeBytes = statSync(path).size;
  const limits = { threads: 2, memoryBytes: sessionMemory(maxMemoryBytes) };
  const planned = await withDuckDb(path, fileName, limits, context, async (session): Promise<PlannedQuery> => {
    if (format === 'json') {
      const { from, columns } = await jsonSource(session, path, fileName, true, context);
      checkWidth(columns.length, fileName);
      const settled = await settleColumns(session, from, columns);
      return { names: columns.map(({ name }) => name), settled, from, rowRanges: null, textBytes: sizeBytes };
    }
    const source = await parquetSource(session);
    checkWidth(source.columns.length, fileName);
    const settled = await settleColumns(session, source.from, source.columns);
    const rowRanges = rowRangesOf(source.rowGroups, order.maxParts, leastPartBytes);
    const names = source.columns.map(({ name }) => name);
    return { names, settled, from: source.from, rowRanges, textBytes: source.unpackedBytes };
  });
  const { names, settled, from, rowRanges } = planned;
  if (settled.rows === 0 || names.length === 0) throw new Fault('TABLE_EMPTY', { file: fileName });
  const rowBytes = settled.columns.reduce((sum, { kind }) => sum + (kind === 'text' ? 5 : 9), 0);
  const hasText = settled.columns.some(({ kind }) => kind === 'text');
  // Columns grow by half and are packed into a second buffer.
  const estimatedMemoryBytes = Math.ceil(settled.rows * rowBytes * 2.5 + (hasText ? planned.textBytes : 0));
  checkMemory(estimatedMemoryBytes, maxMemoryBytes, fileName);
  const parts = rowRanges ?? [null];
  return {
    path,
    fileName,
    format,
    sheet: textSheetName(fileName),
    sizeBytes,
    reader: 'duckdb',
    textFormat: null,
    headerStart: 0,
    headerRows: 0,
    firstDataRow: 0,
    columnNames: uniqueNames(names),
    originalNames: names,
    sourceColumns: names.map((_, place) => place),
    parts: parts.map((_, part) => ({
      fromByte: Math.round((sizeBytes * part) / parts.length),
      toByte: Math.round((sizeBytes * (part + 1)) / parts.length),
    })),
    estimatedRows: settled.rows,
    estimatedMemoryBytes,
    memoryLimitBytes: maxMemoryBytes,
    query: { from, columns: settled.columns, rowRanges },
    notes: settled.notes,
  } satisfies TablePlan;
}

export function checkWidth(columns: number, fileName: string): void {
  if (columns > mostColumns) throw new Fault('TABLE_TOO_WIDE', { file: fileName, limit: mostColumns });
}
