import { Fault } from '../../../contract/faults.ts';
import type { ReadReply, TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { parseRange } from '../cell-range.ts';
import { checkMemory } from '../memory-limit.ts';
import type { MergedRange } from '../preview-cell.ts';
import { maximumColumns, maximumRows } from './cell-sink.ts';
import { KernelSink, type Stretches } from './kernel-sink.ts';
import { KernelStrings } from './kernel-strings.ts';
import { MergedRangeFinder } from './merged-ranges.ts';
import { scanSharedStrings, scanSheet } from './read-sheet-part.ts';
import { batchRowsOf, takeKernel } from './sheet-kernel.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/** The kernel addresses 4 GiB; what it has dealt out may have to be doubled, and the old and the new stand side by side. */
const mostKernelBytes = 1024 ** 3;
const cellBytes = 9;
const leastRows = 64;
/** Sheets are longer than their first rows let expect by about so much. */
const slack = 1.05;
const spareBytes = 64 * 1024;

/** What is told of rows that were read. */
export interface ReadRows extends Pick<ReadReply, 'rows' | 'raggedRows'> {
  readonly reader: 'scanner' | 'exceljs';
  /** The merged cells of the sheet, where the plan has not seen them. */
  readonly merges: readonly MergedRange[];
}

/**
 * Hands every row of the planned table to `stretches`, its cells read in the kernel. Throws RowsDisordered when they do not come in the
 * order of their places. Faults: TABLE_TOO_LARGE, WORKBOOK_DAMAGED (text that is not UTF-8), and those of scanSheet and
 * scanSharedStrings.
 */
export async function readInKernel(
  workbook: Workbook,
  sheet: WorkbookSheet,
  plan: TablePlan,
  limitBytes: number,
  context: OrderContext,
  stretches: Stretches,
): Promise<ReadRows> {
  const { kernel, room } = takeKernel();
  const takenBefore = kernel.call.taken();
  const checkBytes = (bytes: number) => {
    checkMemory(bytes, limitBytes, plan.fileName);
    checkMemory(kernel.call.taken(), mostKernelBytes, plan.fileName);
  };
  const strings = new KernelStrings(kernel, room, checkBytes);
  await scanSharedStrings(workbook, strings, context);
  const stringBytes = kernel.call.taken() - takenBefore;
  strings.finish();
  const styleMeanings = await workbook.loadStyleMeanings();
  const range = plan.range === undefined ? null : parseRange(plan.range);
  const table = {
    firstRow: plan.firstDataRow,
    endRow: range === null ? maximumRows : range.lastRow + 1,
    sourceColumns: plan.sourceColumns,
    unconcerned: { before: range?.firstColumn ?? 0, from: (range?.lastColumn ?? maximumColumns - 1) + 1 },
    styleMeanings,
    is1904: workbook.is1904,
  };
  const undecodable = () =>
    new Fault('WORKBOOK_DAMAGED', { file: plan.fileName, part: plan.sheet }, { detail: 'text that is not UTF-8' });
  const sink = new KernelSink(kernel, room, table, {
    expectedRows: Math.min(stretches.rows + batchRowsOf(plan.sourceColumns.length), expectedRows(plan, limitBytes)),
    spareBytes: 3 * stringBytes + spareBytes,
    checkMemory: checkBytes,
    undecodable,
    stretches,
  });
  const onProgress = (fraction: number) => context.notify({ fraction, rowsDone: sink.rows, subject: sheet.name });
  const merges = plan.unseenMerges ? new MergedRangeFinder() : null;
  await scanSheet(workbook, sheet, sink, context, { onProgress, fast: { cells: sink, room }, merges });
  sink.finish();
  return { rows: sink.rows, raggedRows: sink.raggedRows, reader: 'scanner', merges: merges?.ranges ?? [] };
}

function expectedRows({ estimatedRows, sourceColumns }: TablePlan, limitBytes: number): number {
  const expected = Math.ceil((estimatedRows ?? 0) * slack) + leastRows;
  const columns = Math.max(1, sourceColumns.length);
  return Math.min(expected, maximumRows, Math.floor(limitBytes / (columns * cellBytes)));
}
