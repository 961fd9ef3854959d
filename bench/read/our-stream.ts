import type { Reading } from '../../contract/reading.ts';
import { createOrderContext } from '../../workers/order-context.ts';
import { segmentRows } from '../../workers/tabular/segment.ts';
import { planWorkbook } from '../../workers/tabular/xlsx/plan-workbook.ts';
import { streamSheet } from '../../workers/tabular/xlsx/stream-sheet.ts';
import { withWorkbook } from '../../workers/tabular/xlsx/workbook.ts';
import type { Found } from './javascript-peers.ts';
import { cellsOf } from './segment-cells.ts';

/** The main table, everything as detected; written down here, since its schema would load what validates it. */
const asDetected: Reading = {
  ...{ sheet: null, range: null, asWritten: [], isAllAsWritten: false, asDates: [], missingWords: [] },
  ...{ fillsMerged: false, skipsTotals: false, header: null, text: null },
};
const fileName = 'table.xlsx';
const maxMemoryBytes = 4 * 1024 ** 3;
const stretchCells = 1 << 17;

/** Our reader as a streaming one is used: on one thread, every row is looked at and dropped, sheet after sheet. */
export async function streamWorkbook(file: string): Promise<Found> {
  const sheets = await withWorkbook(file, fileName, async (workbook) => workbook.sheets.map(({ name }) => name));
  let rows = 0;
  let cells = 0;
  for (const sheet of sheets) {
    const found = await streamOne(file, { ...asDetected, sheet });
    rows += found.rows;
    cells += found.cells;
  }
  return { rows, cells };
}

async function streamOne(file: string, reading: Reading): Promise<Found> {
  const context = createOrderContext({ cancelFlag: new SharedArrayBuffer(4), noticePort: null });
  const plan = await planWorkbook({ path: file, fileName, reading, maxParts: 1, maxMemoryBytes }, context);
  let rows = plan.headerRows;
  let cells = plan.columnNames.length;
  const taker = {
    rows: Math.ceil(stretchCells / plan.columnNames.length),
    areKept: false,
    beginAnew: () => {
      throw new Error('the streaming reader gave up');
    },
    take: (segment: SharedArrayBuffer) => {
      rows += segmentRows(segment);
      cells += cellsOf(segment);
    },
  };
  await streamSheet(plan, taker, context);
  return { rows, cells };
}
