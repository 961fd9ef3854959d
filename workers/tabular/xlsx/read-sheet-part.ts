import { Fault } from '../../../contract/faults.ts';
import type { OrderContext } from '../../order-context.ts';
import { sharedStringLimits, sheetLimits } from '../zip/unpack-limits.ts';
import { type UnpackProgress, unpackPart } from '../zip/unpack-part.ts';
import type { CellSink } from './cell-sink.ts';
import { noSharedStrings, noTexts, type SharedStrings } from './collected-strings.ts';
import { KernelStrings } from './kernel-strings.ts';
import type { MergedRangeFinder } from './merged-ranges.ts';
import { utf8Chunks } from './part-encoding.ts';
import { SharedStringScanner, type StringSink } from './shared-strings.ts';
import { takeKernel } from './sheet-kernel.ts';
import { SheetScanner, type SheetScannerOptions } from './sheet-scanner.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

export interface SheetScan {
  /** Whether the scan reached the end of the sheet's data. */
  readonly isWhole: boolean;
  /** Bytes of XML that were scanned, and how many there are in all as the package claims. */
  readonly scannedBytes: number;
  readonly declaredBytes: number;
}

export interface ScanOptions {
  /** Gets the share of the packed bytes that were read. */
  readonly onProgress?: (fraction: number) => void;
  readonly fast?: NonNullable<SheetScannerOptions['fast']>;
  /** Gets the part from the end of the sheet's data on, or, where the sink has enough before, from there on. */
  readonly merges?: MergedRangeFinder | null;
}

/**
 * Hands the cells of `sheet` to `sink` until it has enough. A part that is read whole, as it is for `merges`, is also checked against
 * its checksum. Faults: those of unpackPart, utf8Chunks and SheetScanner; JOB_CANCELLED.
 */
export async function scanSheet(
  workbook: Workbook,
  sheet: WorkbookSheet,
  sink: CellSink,
  context: OrderContext,
  { onProgress, fast, merges = null }: ScanOptions = {},
): Promise<SheetScan> {
  const { file, fileName, is1904 } = workbook;
  const entry = sheet.entry;
  if (entry === null) {
    throw new Fault(
      'WORKBOOK_DAMAGED',
      { file: fileName, part: sheet.name },
      { detail: 'the sheet’s part is missing' },
    );
  }
  const styleMeanings = await workbook.loadStyleMeanings();
  const options = { fileName, part: entry.name, styleMeanings, is1904 };
  const scanner = new SheetScanner(sink, fast ? { ...options, fast } : options);
  const progress: UnpackProgress = { packedBytes: 0, unpackedBytes: 0 };
  const unpacked = unpackPart(file, entry, fileName, sheetLimits, progress);
  for await (const chunk of utf8Chunks(unpacked, entry.name, fileName)) {
    context.throwIfCancelled();
    scanner.push(chunk);
    if (scanner.isDone) merges?.push(chunk);
    if (scanner.isFull && merges === null) break;
    onProgress?.(progress.packedBytes / Math.max(1, entry.compressedBytes));
  }
  scanner.finish();
  merges?.finish();
  return { isWhole: !scanner.isFull, scannedBytes: scanner.scannedBytes, declaredBytes: entry.declaredBytes };
}

/** All shared strings. `checkBytes` is told how much memory they take and may throw. */
export async function loadSharedStrings(
  workbook: Workbook,
  checkBytes: (bytes: number) => void,
  context: OrderContext,
): Promise<SharedStrings> {
  if (workbook.sharedStrings === null) return noSharedStrings;
  const { kernel, room } = takeKernel();
  const sink = new KernelStrings(kernel, room, checkBytes);
  await scanSharedStrings(workbook, sink, context);
  return sink.copied();
}

/** The shared strings at `places`, as far as there are some among the first ones that take `mostBytes`. */
export async function loadTexts(
  workbook: Workbook,
  places: ReadonlySet<number>,
  mostBytes: number,
  context: OrderContext,
): Promise<ReadonlyMap<number, string>> {
  if (workbook.sharedStrings === null || places.size === 0) return noTexts;
  const count = [...places].reduce((most, place) => Math.max(most, place + 1), 0);
  const { kernel, room } = takeKernel();
  const sink = new KernelStrings(kernel, room, () => {}, { count, bytes: mostBytes });
  await scanSharedStrings(workbook, sink, context);
  return sink.texts(places);
}

/**
 * Hands the shared strings to `sink` until it has enough; those read whole are also checked against their checksum. Faults:
 * those of unpackPart, utf8Chunks and SharedStringScanner; JOB_CANCELLED.
 */
export async function scanSharedStrings(workbook: Workbook, sink: StringSink, context: OrderContext): Promise<void> {
  const { file, fileName, sharedStrings: entry } = workbook;
  if (entry === null) return;
  const scanner = new SharedStringScanner({ fileName, part: entry.name, sink });
  const unpacked = unpackPart(file, entry, fileName, sharedStringLimits);
  for await (const chunk of utf8Chunks(unpacked, entry.name, fileName)) {
    context.throwIfCancelled();
    scanner.push(chunk);
    if (scanner.isFull) break;
  }
  scanner.finish();
}
