import { statSync } from 'node:fs';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { uniqueNames } from '../header.ts';
import { previewColumn } from '../interpret/preview-column.ts';
import type { PreviewCell } from '../preview-cell.ts';
import { checkSheet, textSheetName } from '../text/text-sheet.ts';
import { missingCell, readableDate } from '../xlsx/first-rows-sink.ts';
import { jsonSource } from './json-source.ts';
import { parquetSource } from './parquet-source.ts';
import { checkWidth, type QueryFormat } from './plan-query.ts';
import { readQuery } from './read-query.ts';
import { type DuckDbSession, withDuckDb } from './session.ts';
import { settleColumns } from './settle-columns.ts';

const previewRows = 200;
const previewColumns = 200;
const maximumCellCharacters = 1000;
const memoryBytes = 512 * 2 ** 20;

/** The first rows of a Parquet or JSON file. Faults: those of its source, SHEET_MISSING, TABLE_TOO_WIDE. */
export async function previewQuery(
  order: Order<'preview-sheet'>,
  format: QueryFormat,
  context: OrderContext,
): Promise<Reply<'preview-sheet'>> {
  const { path, fileName } = order;
  checkSheet(order.reading.sheet, fileName);
  return withDuckDb(path, fileName, { threads: 2, memoryBytes }, context, async (session) => {
    const source = await sourceOf(session, format, order, context);
    checkWidth(source.columns.length, fileName);
    const shown = source.columns.slice(0, previewColumns);
    const first = `(SELECT * FROM ${source.from} LIMIT ${previewRows})`;
    const { columns, notes, rows } = await settleColumns(session, first, shown);
    const cells = Array.from({ length: rows }, () => shown.map(() => missingCell));
    await readQuery(session, { from: first, columns }, '', {
      numbers(column, firstRow, values) {
        const kind = columns[column]?.kind as Exclude<PreviewCell['kind'], 'missing'>;
        for (const [index, value] of values.entries()) {
          const row = cells[firstRow + index];
          if (row && !Number.isNaN(value)) row[column] = { kind, text: shownText(kind, value) };
        }
      },
      text(column, row, bytes, from, to) {
        if (from === to) return;
        const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
        (cells[row] as PreviewCell[])[column] = { kind: 'text', text };
      },
      rowsGiven: (given) => given < previewRows,
    });
    const names = uniqueNames(source.columns.map(({ name }) => name));
    return {
      sheet: textSheetName(fileName),
      columns: shown.map((_, place) =>
        previewColumn(
          names[place] as string,
          cells.map((row) => row[place]),
          null,
          order.reading,
        ),
      ),
      ranges: [],
      headerRows: 0,
      firstDataRow: 0,
      headerStart: 0,
      textFormat: null,
      notes: [...notes],
      rows: cells.map((row) =>
        row.map(({ kind, text }) => (kind === 'missing' ? null : text.slice(0, maximumCellCharacters))),
      ),
      columnCount: source.columns.length,
      estimatedRows: rows < previewRows ? rows : source.rows,
    };
  });
}

async function sourceOf(
  session: DuckDbSession,
  format: QueryFormat,
  { path, fileName }: Order<'preview-sheet'>,
  context: OrderContext,
) {
  if (format === 'parquet') return parquetSource(session);
  const source = await jsonSource(session, path, fileName, false, context);
  const { recordBytes } = source.file;
  return { ...source, rows: recordBytes === null ? null : Math.round(statSync(path).size / recordBytes) };
}

function shownText(kind: PreviewCell['kind'], value: number): string {
  if (kind === 'date') return readableDate(value);
  return kind === 'boolean' ? String(value === 1) : String(value);
}
