import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { uniqueNames } from '../header.ts';
import { previewColumn } from '../interpret/preview-column.ts';
import { findTables } from '../table-ranges.ts';
import { missingCell, previewRows } from '../xlsx/first-rows-sink.ts';
import { chooseOldSheet } from './choose-old-sheet.ts';
import { type OldFormat, withOldWorkbook } from './with-workbook.ts';

const previewColumns = 200;
const maximumCellCharacters = 1000;
const memoryBytes = 512 * 2 ** 20;

/** The first rows of a sheet of an old workbook. Faults: those of withOldWorkbook and chooseOldSheet. */
export async function previewOldWorkbook(
  order: Order<'preview-sheet'>,
  format: OldFormat,
  context: OrderContext,
): Promise<Reply<'preview-sheet'>> {
  return withOldWorkbook(order, format, memoryBytes, context, async (workbook) => {
    const { sheet, header, rows } = await chooseOldSheet(workbook, order.fileName, order.reading);
    const shown = header.columns.slice(0, previewColumns);
    const names = uniqueNames(header.originalNames);
    const data = rows.slice(header.firstDataRow, header.firstDataRow + previewRows);
    return {
      sheet: sheet.name,
      columns: shown.map((column, index) => {
        const cells = data.map((row) => row[column]);
        return previewColumn(names[index] as string, cells, null, order.reading);
      }),
      ranges: order.reading.range === null ? findTables(rows, sheet.merges) : [],
      headerRows: header.headerRows,
      firstDataRow: header.firstDataRow,
      headerStart: header.headerStart,
      textFormat: null,
      notes: [],
      rows: data.map((row) =>
        shown.map((column) => {
          const { kind, text } = row[column] ?? missingCell;
          return kind === 'missing' ? null : text.slice(0, maximumCellCharacters);
        }),
      ),
      columnCount: header.columns.length,
      estimatedRows: Math.max(0, sheet.rows - header.firstDataRow),
    };
  });
}
