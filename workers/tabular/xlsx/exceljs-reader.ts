import { performance } from 'node:perf_hooks';
import { Fault } from '../../../contract/faults.ts';
import type { OrderContext } from '../../order-context.ts';
import type { CellSink } from './cell-sink.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/*
 * The second reader, for sheets whose markup the scanner does not understand. ExcelJS is several times slower, holds
 * strings and styles in memory, and waits for ever on a damaged package. So it gets only workbooks of a size that it can
 * manage, only after every part was found sound, and is given up when it stands still.
 */

const maximumUnpackedBytes = 256 * 1024 * 1024;
const watchIntervalMs = 100;
/** With no row in this time it is given up; with no work done either, it waits for what never comes, and is given up much sooner. */
const maximumStillMs = 60_000;
const maximumIdleMs = 3000;
/** Of the time, what this thread works at least while ExcelJS does anything. */
const leastWork = 0.05;

/** What a cell's value can be in ExcelJS, as far as it matters here. */
type CellValue =
  | null
  | undefined
  | number
  | string
  | boolean
  | Date
  | { readonly error: string }
  | { readonly richText: readonly { readonly text: string }[] }
  | { readonly text: CellValue; readonly hyperlink: string }
  | { readonly formula?: string; readonly sharedFormula?: string; readonly result?: CellValue };

/**
 * Hands the cells of `sheet` to `sink` until it has enough; gives whether the sheet was read to its end. Throws `refusal`
 * (why the scanner gave up) when this reader cannot do it either; JOB_CANCELLED.
 */
export async function scanWithExcelJs(
  workbook: Workbook,
  sheet: WorkbookSheet,
  sink: CellSink,
  context: OrderContext,
  refusal: Fault,
): Promise<boolean> {
  const partNumber = /sheet(\d+)\.xml$/i.exec(sheet.entry?.name ?? '')?.[1];
  if (partNumber === undefined || workbook.declaredBytes > maximumUnpackedBytes) throw refusal;
  await workbook.verifyParts().catch(() => {
    throw refusal; // not markup but damage is what the scanner stumbled over
  });
  const watch = { lastMoveMs: performance.now() };
  let lastWorkMs = watch.lastMoveMs;
  let load = performance.eventLoopUtilization();
  let timer: NodeJS.Timeout | undefined;
  const stillness = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      const nowMs = performance.now();
      const next = performance.eventLoopUtilization();
      if (performance.eventLoopUtilization(next, load).utilization >= leastWork) lastWorkMs = nowMs;
      load = next;
      const stillMs = nowMs - watch.lastMoveMs;
      const isWaiting = stillMs > maximumIdleMs && nowMs - lastWorkMs > maximumIdleMs;
      if (context.isCancelled()) reject(new Fault('JOB_CANCELLED'));
      else if (stillMs > maximumStillMs || isWaiting) reject(refusal);
    }, watchIntervalMs);
  });
  try {
    return await Promise.race([readRows(workbook, Number(partNumber), sink, context, watch), stillness]);
  } catch (error) {
    throw error instanceof Fault ? error : refusal;
  } finally {
    clearInterval(timer);
  }
}

/** Whether the sheet was read to its end. Throws when ExcelJS does, or does not find the sheet. */
async function readRows(
  workbook: Workbook,
  partNumber: number,
  sink: CellSink,
  context: OrderContext,
  watch: { lastMoveMs: number },
): Promise<boolean> {
  const { default: excel } = await import('exceljs');
  const reader = new excel.stream.xlsx.WorkbookReader(workbook.file.path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  for await (const worksheet of reader) {
    // The typings leave out `id`: the number in the name of the sheet's part.
    const isWanted = Number((worksheet as unknown as { id: number | string }).id) === partNumber;
    for await (const row of worksheet) {
      watch.lastMoveMs = performance.now();
      context.throwIfCancelled();
      if (!isWanted) continue;
      if (!sink.startRow(row.number - 1)) return false;
      row.eachCell((cell, column) => emit(sink, row.number - 1, column - 1, cell.value as CellValue));
    }
    if (isWanted) return true;
  }
  throw new Error(`ExcelJS does not find sheet ${partNumber}`);
}

function emit(sink: CellSink, row: number, column: number, value: CellValue): void {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) sink.number(row, column, value);
  } else if (typeof value === 'boolean') sink.boolean(row, column, value);
  else if (typeof value === 'string') emitText(sink, row, column, value);
  else if (value instanceof Date) {
    if (!Number.isNaN(value.getTime())) sink.date(row, column, value.getTime());
  } else if (value === null || value === undefined) return;
  else if ('error' in value) {
    const bytes = Buffer.from(value.error);
    sink.error(row, column, bytes, 0, bytes.length);
  } else if ('richText' in value) emitText(sink, row, column, value.richText.map((run) => run.text).join(''));
  else if ('hyperlink' in value) emit(sink, row, column, value.text);
  else emit(sink, row, column, (value as { readonly result?: CellValue }).result);
}

function emitText(sink: CellSink, row: number, column: number, text: string): void {
  const bytes = Buffer.from(text);
  if (bytes.length > 0) sink.text(row, column, bytes, 0, bytes.length);
}
