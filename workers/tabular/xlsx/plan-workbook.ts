import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { rangeText } from '../cell-range.ts';
import { uniqueNames } from '../header.ts';
import { checkMemory } from '../memory-limit.ts';
import { chooseSheet, hasData } from './choose-sheet.ts';
import { mergesOfTable } from './merges-of-table.ts';
import { withWorkbook } from './workbook.ts';

/*
 * A cell takes 9 bytes in the columns, whatever it holds, and while they outgrow what was expected of them the old ones stand beside
 * the new. Texts lie in the kernel's memory first, shared ones once for all columns.
 */
const bytesPerCell = 16;
const baseBytes = 32 * 1024 * 1024;

/**
 * Where the table stands in a sheet and how it is read. Faults: TABLE_EMPTY, TABLE_TOO_LARGE, and those of withWorkbook
 * and chooseSheet.
 */
export async function planWorkbook(order: Order<'plan-table'>, context: OrderContext): Promise<Reply<'plan-table'>> {
  const { path, fileName, maxMemoryBytes } = order;
  return withWorkbook(path, fileName, async (workbook) => {
    const chosen = await chooseSheet(workbook, order.reading, 'for the header', context);
    if (!hasData(chosen)) throw new Fault('TABLE_EMPTY', { file: fileName });
    const { sheet, range, first, header } = chosen;
    const originalNames = new Map(header.columns.map((column, index) => [column, header.originalNames[index] ?? '']));
    // Columns that begin further down have no name, but their values must not be lost.
    const sourceColumns = [...new Set([...header.columns, ...first.laterColumns])].sort((a, b) => a - b);
    const names = sourceColumns.map((column) => originalNames.get(column) ?? '');
    const estimatedRows = Math.max(1, first.sheetRows - header.firstDataRow);
    const estimatedMemoryBytes =
      baseBytes +
      estimatedRows * sourceColumns.length * bytesPerCell +
      2 * (workbook.sharedStrings?.declaredBytes ?? 0);
    checkMemory(estimatedMemoryBytes, maxMemoryBytes, fileName);
    const { firstDataRow } = header;
    const place = { firstDataRow, sourceColumns, ...(range === null ? {} : { range: rangeText(range) }) };
    const { fillsMerged } = order.reading;
    return {
      path,
      fileName,
      format: 'xlsx',
      sheet: sheet.name,
      sizeBytes: workbook.file.sizeBytes,
      reader: first.reader,
      textFormat: null,
      headerStart: header.headerStart,
      headerRows: header.headerRows,
      columnNames: uniqueNames(names),
      originalNames: names,
      ...place,
      ...(first.allMerges === null
        ? { unseenMerges: { isFilled: fillsMerged } }
        : mergesOfTable(first.allMerges, place, fillsMerged)),
      parts: [{ fromByte: 0, toByte: workbook.file.sizeBytes }],
      estimatedRows,
      estimatedMemoryBytes,
      memoryLimitBytes: maxMemoryBytes,
    };
  });
}
