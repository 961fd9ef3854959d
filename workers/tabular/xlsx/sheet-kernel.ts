import { type Kernel, threadKernel } from '../../kernel-instance.ts';
import { KernelRoom } from './byte-room.ts';
import { KernelColumns } from './kernel-columns.ts';

/** Bytes of XML that lie in the kernel's memory at a time, at first: an unpacked chunk and what an earlier one left over. */
const roomBytes = 1024 * 1024;
/** Cells read at a time: they stay within the processor's second cache. */
const batchCells = 1 << 13;
const largestBatch = 1024;
const dot = 46;

/** Room for the XML of a workbook's parts in the kernel of this thread, all of which this workbook has until the next order. */
export function takeKernel(): { readonly kernel: Kernel; readonly room: KernelRoom } {
  const kernel = threadKernel();
  kernel.call.reset();
  kernel.call.forgetScratch();
  return { kernel, room: new KernelRoom(kernel, roomBytes) };
}

/** Rows that a batch of so many columns has. */
export function batchRowsOf(columns: number): number {
  return Math.max(16, Math.min(largestBatch, Math.floor(batchCells / Math.max(1, columns))));
}

export interface SheetTable {
  /** The rows of the sheet that are the table's: from the first up to the one before `endRow`. */
  readonly firstRow: number;
  readonly endRow: number;
  /** Columns of the sheet in the order of the table. */
  readonly sourceColumns: readonly number[];
  /** Columns of the sheet in which a value is no concern of the table: those before one, and those from another one on. */
  readonly unconcerned: { readonly before: number; readonly from: number };
  readonly styleMeanings: Uint8Array;
  readonly is1904: boolean;
}

const sheetColumns = 16_384;
/** As kernel/sheet-cells.ts has it. */
const outside = -2;

/** Prepares the kernel for the cells of a sheet. */
export function startSheet(kernel: Kernel, table: SheetTable): KernelColumns {
  const { call } = kernel;
  const columns = table.sourceColumns.length;
  call.setRules(0, -1, 0, dot, 1, 1, batchRowsOf(columns));
  call.startColumns(columns);
  const { styleMeanings } = table;
  call.startSheet(table.firstRow, table.endRow, columns, styleMeanings.length, table.is1904);
  const targets = call.sheetTableAt(0) >> 2;
  const { words } = kernel;
  const { unconcerned } = table;
  words.fill(outside, targets, targets + unconcerned.before);
  words.fill(outside, targets + unconcerned.from, targets + sheetColumns);
  for (const [place, column] of table.sourceColumns.entries()) words[targets + column] = place;
  kernel.bytes.set(styleMeanings, call.sheetTableAt(1));
  call.clearBatch(batchRowsOf(columns), columns);
  return new KernelColumns(kernel, columns);
}
