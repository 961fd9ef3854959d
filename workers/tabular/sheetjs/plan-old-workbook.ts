import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { rangeText } from '../cell-range.ts';
import { uniqueNames } from '../header.ts';
import { checkMemory } from '../memory-limit.ts';
import { chooseOldSheet } from './choose-old-sheet.ts';
import { type OldFormat, withOldWorkbook } from './with-workbook.ts';

/** A cell as an object of SheetJS, and in the columns. */
const bytesPerCell = 200;

/** Where the table stands in an old workbook. Faults: those of withOldWorkbook and chooseOldSheet, TABLE_EMPTY, TABLE_TOO_LARGE. */
export async function planOldWorkbook(
  order: Order<'plan-table'>,
  format: OldFormat,
  context: OrderContext,
): Promise<Reply<'plan-table'>> {
  const { path, fileName, reading, maxMemoryBytes } = order;
  return withOldWorkbook(order, format, maxMemoryBytes, context, async (workbook) => {
    const { sheet, header, range } = await chooseOldSheet(workbook, fileName, reading);
    const whole = (await workbook.open(sheet.name, 0)).sheets.find(({ name }) => name === sheet.name) ?? sheet;
    const isInRange = (column: number) => !range || (column >= range.firstColumn && column <= range.lastColumn);
    const originalNames = new Map(header.columns.map((column, index) => [column, header.originalNames[index] ?? '']));
    // Columns that begin further down have no name, but their values must not be lost.
    const later = range === null ? whole.columns : whole.columns.filter(isInRange);
    const sourceColumns = [...new Set([...header.columns, ...later])].sort((a, b) => a - b);
    const names = sourceColumns.map((column) => originalNames.get(column) ?? '');
    const lastRow = Math.min(whole.rows, (range?.lastRow ?? Number.POSITIVE_INFINITY) + 1);
    const estimatedRows = lastRow - header.firstDataRow;
    if (sourceColumns.length === 0 || header.columns.length === 0 || estimatedRows < 1) {
      throw new Fault('TABLE_EMPTY', { file: fileName });
    }
    const estimatedMemoryBytes = estimatedRows * sourceColumns.length * bytesPerCell + 2 * workbook.file.unpackedBytes;
    checkMemory(estimatedMemoryBytes, maxMemoryBytes, fileName);
    return {
      path,
      fileName,
      format,
      sheet: sheet.name,
      ...(range === null ? {} : { range: rangeText(range) }),
      sizeBytes: workbook.file.sizeBytes,
      reader: 'sheetjs',
      textFormat: null,
      headerStart: header.headerStart,
      headerRows: header.headerRows,
      firstDataRow: header.firstDataRow,
      columnNames: uniqueNames(names),
      originalNames: names,
      sourceColumns,
      parts: [{ fromByte: 0, toByte: workbook.file.sizeBytes }],
      estimatedRows,
      estimatedMemoryBytes,
      memoryLimitBytes: maxMemoryBytes,
    };
  });
}
