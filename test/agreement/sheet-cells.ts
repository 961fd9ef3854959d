import { statSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import type { TablePlan } from '../../contract/orders.ts';
import { readWorkbook } from '../../workers/tabular/xlsx/read-workbook.ts';
import { testContext } from '../builders/order-context.ts';
import { type SegmentCell, segmentCells } from '../builders/segment-cells.ts';

const { context } = testContext();
const memoryLimitBytes = 400e6;

/** All cells of a sheet by our reader, rows and columns from 0 on: a plan without a header, over so many columns. */
export async function sheetCells(file: string, sheet: string, columns: number): Promise<SegmentCell[][]> {
  const sizeBytes = statSync(file).size;
  const plan: TablePlan = {
    ...{ path: file, fileName: path.basename(file), format: 'xlsx', sheet, sizeBytes, reader: 'scanner' },
    ...{ textFormat: null, headerStart: 0, headerRows: 0, firstDataRow: 0, columnNames: [], originalNames: [] },
    sourceColumns: Array.from({ length: columns }, (_, column) => column),
    ...{ parts: [{ fromByte: 0, toByte: sizeBytes }], estimatedRows: null, estimatedMemoryBytes: 0, memoryLimitBytes },
  };
  try {
    const { segment, further = [], raggedRows } = await readWorkbook({ plan, part: 0, textColumns: [] }, context);
    if (raggedRows > 0) throw new Error(`${raggedRows} rows of ${sheet} have cells beyond ${columns} columns`);
    return [segment, ...further].flatMap(segmentCells);
  } catch (error) {
    if (error instanceof Fault && error.code === 'TABLE_EMPTY') return [];
    throw error;
  }
}
