import type { TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import type { CellRange } from '../cell-range.ts';
import type { MergedRange, PreviewRow } from '../preview-cell.ts';
import { noTexts } from './collected-strings.ts';
import { scanWithExcelJs } from './exceljs-reader.ts';
import { FirstRowsSink } from './first-rows-sink.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { MergedRangeFinder } from './merged-ranges.ts';
import { loadTexts, type SheetScan, scanSheet } from './read-sheet-part.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/**
 * Merged cells stand behind the cells of a sheet, so that the whole part must be unpacked to see them. Up to this size that takes
 * about a tenth of a second; in larger sheets the header is found without them, and who reads the rows finds them.
 */
const mostBytesForMerges = 32 * 1024 * 1024;
/** A cell may mean any string; a look at a sheet is not worth more than so much memory. */
const mostStringBytes = 256 * 1024 * 1024;

export interface FirstRows {
  readonly reader: Exclude<TablePlan['reader'], 'text'>;
  /** Row `i` of the sheet at place `i`, from the top. */
  readonly rows: readonly PreviewRow[];
  /** Of these rows, and of the whole sheet; null: that is not known. */
  readonly merges: readonly MergedRange[];
  readonly allMerges: readonly MergedRange[] | null;
  /** Columns with values in the rows after those. */
  readonly laterColumns: ReadonlySet<number>;
  /** Rows of the sheet up to its last value: counted when the sheet was read to its end, else estimated from its size. */
  readonly sheetRows: number;
}

/** Whether looking for the merged cells of `sheet` is worth the time it takes. */
export function canSeekMerges(sheet: WorkbookSheet): boolean {
  return (sheet.entry?.declaredBytes ?? 0) <= mostBytesForMerges;
}

/**
 * The first rows of the part `area` of `sheet`, with as little read as they need: all of it where `seeksMerges`.
 * Faults: those of scanSheet and loadTexts.
 */
export async function readFirstRows(
  workbook: Workbook,
  sheet: WorkbookSheet,
  area: CellRange,
  seeksMerges: boolean,
  context: OrderContext,
): Promise<FirstRows> {
  try {
    const sink = new FirstRowsSink(area);
    const merges = seeksMerges ? new MergedRangeFinder() : null;
    const scan = await scanSheet(workbook, sheet, sink, context, { merges });
    const rows = sink.rows(await loadTexts(workbook, sink.wantedStrings, mostStringBytes, context));
    const allMerges = merges?.ranges ?? null;
    const ofRows = (allMerges ?? []).filter(({ firstRow }) => firstRow < rows.length);
    const sheetRows = Math.min(area.lastRow + 1, estimateRows(sink, scan));
    return { reader: 'scanner', rows, merges: ofRows, allMerges, laterColumns: sink.laterColumns, sheetRows };
  } catch (error) {
    if (!(error instanceof MarkupNotUnderstood)) throw error;
    const sink = new FirstRowsSink(area);
    const isWhole = await scanWithExcelJs(workbook, sheet, sink, context, error);
    const rows = sink.rows(noTexts);
    const sheetRows = isWhole ? sink.lastRow + 1 : Math.max(sink.lastRow + 1, rows.length);
    return { reader: 'exceljs', rows, merges: [], allMerges: [], laterColumns: sink.laterColumns, sheetRows };
  }
}

function estimateRows(sink: FirstRowsSink, scan: SheetScan): number {
  const seen = sink.lastRow + 1;
  if (scan.isWhole || scan.scannedBytes === 0) return seen;
  return Math.min(1_048_576, Math.max(seen, Math.round((seen * scan.declaredBytes) / scan.scannedBytes)));
}
