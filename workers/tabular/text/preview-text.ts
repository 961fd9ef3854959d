import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { uniqueNames } from '../header.ts';
import { previewColumn } from '../interpret/preview-column.ts';
import { totalNotes, totalRowsAmong } from '../preview-notes.ts';
import { headerNotes, textHeader } from './text-header.ts';
import { readTextSample } from './text-sample.ts';
import { checkSheet, textSheetName } from './text-sheet.ts';

const previewRows = 200;
const previewColumns = 200;
const maximumCellCharacters = 1000;

/** The first rows of a text file; only its beginning is read. Faults: those of readTextSample, SHEET_MISSING. */
export async function previewText(
  order: Order<'preview-sheet'>,
  _context: OrderContext,
): Promise<Reply<'preview-sheet'>> {
  checkSheet(order.reading.sheet, order.fileName);
  const { reading } = order;
  const sample = readTextSample(order.path, order.fileName, reading);
  const header = textHeader(sample, reading);
  const names = uniqueNames(header.originalNames);
  const lines = sample.rows.slice(header.firstDataRow);
  const totals = totalRowsAmong(lines);
  const { skipsTotals } = reading;
  const data = lines.filter((row, place) => row.length > 0 && !(skipsTotals && totals.includes(place)));
  const shown = header.columns.slice(0, previewColumns);
  const start = sample.rowStarts[header.firstDataRow] ?? sample.sizeBytes;
  const rowBytes = (sample.rowsEnd - start) / Math.max(1, data.length);
  return {
    sheet: textSheetName(order.fileName),
    columns: shown.map((place, index) =>
      previewColumn(
        names[index] as string,
        data.map((row) => row[place]),
        sample.format.decimal,
        order.reading,
      ),
    ),
    ranges: [],
    headerRows: header.headerRows,
    firstDataRow: header.firstDataRow,
    headerStart: header.headerStart,
    textFormat: sample.format,
    notes: [
      ...headerNotes(sample, header, header.originalNames, names),
      ...totalNotes(totals, header.firstDataRow, skipsTotals),
    ],
    rows: data.slice(0, previewRows).map((row) =>
      shown.map((place) => {
        const cell = row[place];
        return !cell || cell.kind === 'missing' ? null : cell.text.slice(0, maximumCellCharacters);
      }),
    ),
    columnCount: header.columns.length,
    estimatedRows: data.length === 0 ? 0 : Math.round((sample.sizeBytes - start) / Math.max(1, rowBytes)),
  };
}
