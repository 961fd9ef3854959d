import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { uniqueNames } from '../header.ts';
import { previewColumn } from '../interpret/preview-column.ts';
import { findTables } from '../table-ranges.ts';
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
    const { sheet, first, header } = await chooseSheet(workbook, order.reading, context);
    const shown = header.columns.slice(0, previewColumns);
    const names = uniqueNames(header.originalNames);
    const data = first.rows.slice(header.firstDataRow, header.firstDataRow + previewRows);
    const cell = (row: (typeof data)[number], column: number) => row[column] ?? missingCell;
    return {
      sheet: sheet.name,
      columns: shown.map((column, index) =>
        previewColumn(
          names[index] as string,
          data.map((row) => row[column]),
          null,
        ),
      ),
      ranges: order.reading.range === null ? findTables(first.rows, first.merges) : [],
      headerRows: header.headerRows,
      firstDataRow: header.firstDataRow,
      headerStart: header.headerStart,
      textFormat: null,
      notes: [],
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
