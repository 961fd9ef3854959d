import { closeSync, openSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { ColumnMixtures, Order, Reply, SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { regularFileSize } from '../file-size.ts';
import { cellKind, columnView } from '../segment.ts';
import { ByteBlocks } from './byte-blocks.ts';
import { RowParser } from './row-parser.ts';
import type { RowRules } from './row-rules.ts';
import { TableColumns } from './table-columns.ts';

/** One byte in so many is kept free for distinct texts. */
const spareShare = 8;

/**
 * Objects of the hot code that outlive every part: V8 throws compiled code away when the last object of a shape it was
 * made for is gone, which would be the case between two parts.
 */
const lasting = new RowParser(new TableColumns(1, 0, 0), {
  ...{ delimiter: 44, quote: 34, lineEnd: 10, decimal: '.' },
  ...{ targets: [0], expectedFields: 1, textColumns: new Set<number>() },
});
lasting.parse(new TextEncoder().encode('1\na\n2024-03-05\n\0\0\0\0\0\0\0\0'), 15, true);

/**
 * The rows of one part of a text file, with the types of cells of parse-cell.ts. Ragged rows are kept: missing fields
 * are missing cells, values beyond the last column are left out; both are counted. Faults: FILE_CHANGED,
 * FILE_IS_FOLDER, TEXT_UNDECODABLE (a line that never ends), JOB_CANCELLED.
 */
export async function readText(order: Order<'read-part'>, context: OrderContext): Promise<Reply<'read-part'>> {
  const { plan } = order;
  const part = plan.parts[order.part];
  const format = plan.textFormat;
  if (!part || !format) throw new Fault('REQUEST_INVALID', { reason: `no part ${order.part} of a text file` });
  const file = openSync(plan.path, 'r');
  try {
    if (regularFileSize(file, plan.fileName) !== plan.sizeBytes) {
      throw new Fault('FILE_CHANGED', { file: plan.fileName });
    }
    const length = Math.max(1, part.toByte - part.fromByte);
    const spareBytes = Math.ceil(length / spareShare);
    const columns = new TableColumns(plan.columnNames.length, expectedRows(plan), spareBytes);
    const parser = new RowParser(columns, rulesOf(plan, order.textColumns));
    const lineEnd = format.lineBreak === '\r' ? 13 : 10;
    const blocks = new ByteBlocks(file, plan.fileName, part, format.encoding);
    while (!blocks.isAtEnd || blocks.filled > 0) {
      context.throwIfCancelled();
      if (!blocks.isAtEnd) blocks.read();
      const isLast = blocks.isAtEnd;
      const to = isLast ? blocks.filled : blocks.bytes.lastIndexOf(lineEnd, blocks.filled - 1) + 1;
      if (to > 0) {
        parser.store.isDamaged = blocks.isDamagedUpTo(to);
        blocks.take(parser.parse(blocks.bytes, to, isLast));
      }
      context.notify({ fraction: (blocks.position - part.fromByte) / length, rowsDone: parser.rows, subject: null });
    }
    context.throwIfCancelled();
    const segment = columns.pack(parser.rows);
    return {
      segment,
      rows: parser.rows,
      mixtures: mixturesOf(segment, parser.store.idTexts),
      raggedRows: parser.raggedRows,
      undecodableCells: parser.store.undecodableCells,
    };
  } finally {
    closeSync(file);
  }
}

function expectedRows(plan: TablePlan): number {
  return Math.min(2 ** 20, Math.ceil(((plan.estimatedRows ?? 0) / Math.max(1, plan.parts.length)) * 1.1));
}

function rulesOf(plan: TablePlan, textColumns: readonly number[]): RowRules {
  const format = plan.textFormat as NonNullable<TablePlan['textFormat']>;
  const width = Math.max(0, ...plan.sourceColumns.slice(-1).map((place) => place + 1));
  const targets = new Array<number>(width).fill(-1);
  plan.sourceColumns.forEach((place, column) => {
    targets[place] = column;
  });
  const lastNamed = plan.originalNames.findLastIndex((name) => name !== '');
  return {
    delimiter: format.delimiter.charCodeAt(0),
    quote: format.quote === '' ? -1 : format.quote.charCodeAt(0),
    lineEnd: format.lineBreak === '\r' ? 13 : 10,
    decimal: format.decimal,
    targets,
    expectedFields: lastNamed < 0 ? width : (plan.sourceColumns[lastNamed] as number) + 1,
    textColumns: new Set(textColumns),
  };
}

function mixturesOf(segment: SegmentBuffer, ids: Float64Array): ColumnMixtures {
  const texts = new Float64Array(ids.length);
  const values = new Float64Array(ids.length);
  for (const column of ids.keys()) {
    const { counts } = columnView(segment, column);
    texts[column] = counts[cellKind.text] as number;
    values[column] =
      (counts[cellKind.number] as number) + (counts[cellKind.date] as number) + (counts[cellKind.boolean] as number);
  }
  return { texts, values, ids };
}
