import type { TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import type { CellRange } from '../cell-range.ts';
import type { MergedRange, PreviewRow } from '../preview-cell.ts';
import { noSharedStrings } from './collected-strings.ts';
import { scanWithExcelJs } from './exceljs-reader.ts';
import { FirstRowsSink } from './first-rows-sink.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { readMergedRanges } from './merged-ranges.ts';
import { loadSharedStrings, type SheetScan, scanSheet } from './read-sheet-part.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/** A cell may mean any string; a look at a sheet is not worth more than so much memory. */
const mostStringBytes = 256 * 1024 * 1024;

export interface FirstRows {
  readonly reader: Exclude<TablePlan['reader'], 'text'>;
  /** Row `i` of the sheet at place `i`, from the top. */
  readonly rows: readonly PreviewRow[];
  /** Of these rows, and of the whole sheet where that is known. */
  readonly merges: readonly MergedRange[];
  readonly allMerges: readonly MergedRange[];
  /** Columns with values in the rows after those. */
  readonly laterColumns: ReadonlySet<number>;
  /** Rows of the sheet up to its last value: counted when the sheet was read to its end, else estimated from its size. */
  readonly sheetRows: number;
}

/** The first rows of the part `area` of `sheet`, with as little read as they need. Faults: those of scanSheet and loadSharedStrings. */
export async function readFirstRows(
  workbook: Workbook,
  sheet: WorkbookSheet,
  area: CellRange,
  context: OrderContext,
): Promise<FirstRows> {
  try {
    const sink = new FirstRowsSink(area);
    const scan = await scanSheet(workbook, sheet, sink, context);
    const wanted = { count: sink.wantedStrings, bytes: mostStringBytes };
    const strings = await loadSharedStrings(workbook, wanted, () => {}, context);
    const rows = sink.rows(strings);
    const allMerges = rows.length === 0 ? [] : await readMergedRanges(workbook, sheet, context);
    const merges = allMerges.filter(({ firstRow }) => firstRow < rows.length);
    const sheetRows = Math.min(area.lastRow + 1, estimateRows(sink, scan));
    return { reader: 'scanner', rows, merges, allMerges, laterColumns: sink.laterColumns, sheetRows };
  } catch (error) {
    if (!(error instanceof MarkupNotUnderstood)) throw error;
    const sink = new FirstRowsSink(area);
    const isWhole = await scanWithExcelJs(workbook, sheet, sink, context, error);
    const rows = sink.rows(noSharedStrings);
    const sheetRows = isWhole ? sink.lastRow + 1 : Math.max(sink.lastRow + 1, rows.length);
    return { reader: 'exceljs', rows, merges: [], allMerges: [], laterColumns: sink.laterColumns, sheetRows };
  }
}

function estimateRows(sink: FirstRowsSink, scan: SheetScan): number {
  const seen = sink.lastRow + 1;
  if (scan.isWhole || scan.scannedBytes === 0) return seen;
  return Math.min(1_048_576, Math.max(seen, Math.round((seen * scan.declaredBytes) / scan.scannedBytes)));
}
