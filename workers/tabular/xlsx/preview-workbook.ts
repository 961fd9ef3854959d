import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { mergedAmong } from '../fill-merged.ts';
import { uniqueNames } from '../header.ts';
import { previewColumn } from '../interpret/preview-column.ts';
import type { MergedRange, PreviewRow } from '../preview-cell.ts';
import { mergedNotes, totalNotes, totalRowsAmong } from '../preview-notes.ts';
import { findTables } from '../table-ranges.ts';
import { maximumRows } from './cell-sink.ts';
import { chooseSheet } from './choose-sheet.ts';
import { missingCell, previewRows } from './first-rows-sink.ts';
import { withWorkbook } from './workbook.ts';

const previewColumns = 200;
const maximumCellCharacters = 1000;

/** The first rows of a sheet, read without reading the whole of it. Faults: those of withWorkbook and chooseSheet. */
export async function previewWorkbook(
  order: Order<'preview-sheet'>,
  context: OrderContext,
): Promise<Reply<'preview-sheet'>> {
  return withWorkbook(order.path, order.fileName, async (workbook) => {
    const { sheet, first, header } = await chooseSheet(workbook, order.reading, 'wanted', context);
    const shown = header.columns.slice(0, previewColumns);
    const names = uniqueNames(header.originalNames);
    const { fillsMerged, skipsTotals } = order.reading;
    const area = { firstDataRow: header.firstDataRow, lastRow: maximumRows - 1, columns: header.columns };
    const merged = mergedAmong(first.allMerges ?? [], area);
    const rows = fillsMerged ? filledRows(first.rows, merged.ranges, header.firstDataRow) : first.rows;
    const found = rows.slice(header.firstDataRow, header.firstDataRow + previewRows);
    const totals = totalRowsAmong(found);
    const data = skipsTotals ? found.filter((_, place) => !totals.includes(place)) : found;
    const cell = (row: (typeof data)[number], column: number) => row[column] ?? missingCell;
    return {
      sheet: sheet.name,
      columns: shown.map((column, index) =>
        previewColumn(
          names[index] as string,
          data.map((row) => row[column]),
          null,
          order.reading,
        ),
      ),
      ranges: order.reading.range === null ? findTables(first.rows, first.merges) : [],
      headerRows: header.headerRows,
      firstDataRow: header.firstDataRow,
      headerStart: header.headerStart,
      textFormat: null,
      notes: [...mergedNotes(merged, fillsMerged), ...totalNotes(totals, header.firstDataRow, skipsTotals)],
      rows: data.map((row) =>
        shown.map((column) => {
          const { kind, text } = cell(row, column);
          return kind === 'missing' ? null : text.slice(0, maximumCellCharacters);
        }),
      ),
      columnCount: header.columns.length,
      estimatedRows: Math.max(0, first.sheetRows - header.firstDataRow),
    };
  });
}

/** The rows with the value of merged cells in each row below `firstDataRow` that they span. */
function filledRows(
  rows: readonly PreviewRow[],
  ranges: readonly MergedRange[],
  firstDataRow: number,
): readonly PreviewRow[] {
  const filled = rows.map((row) => [...row]);
  for (const { firstColumn, firstRow, lastRow } of ranges) {
    const cell = rows[firstRow]?.[firstColumn];
    if (!cell || firstRow < firstDataRow) continue;
    for (let row = firstRow + 1; row <= lastRow && row < filled.length; row++) filled[row]![firstColumn] = cell;
  }
  return filled;
}
