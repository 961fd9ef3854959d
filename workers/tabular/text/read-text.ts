import { closeSync, openSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { ColumnMixtures, Order, Reply, SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { regularFileSize } from '../file-size.ts';
import { countMissingWords } from '../interpret/column-texts.ts';
import { columnView } from '../segment.ts';
import { ByteBlocks } from './byte-blocks.ts';
import { PartColumns } from './part-columns.ts';
import { RowKernel } from './row-kernel.ts';
import type { RowRules } from './row-rules.ts';

/**
 * The rows of one part of a text file, with the types of cells of parse-cell.ts. Ragged rows are kept: missing fields
 * are missing cells, values beyond the last column are left out and told of; both are counted. Faults: FILE_CHANGED,
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
    const rules = rulesOf(plan, order.textColumns);
    const rows = new RowKernel(plan.columnNames.length, rules);
    const columns = new PartColumns(rows, plan.columnNames.length, expectedRows(plan));
    const { kernel } = rows;
    kernel.call.clearOpenAtEnd();
    let isDamaged = false;
    const blocks = new ByteBlocks(kernel, file, plan.fileName, part, format.encoding);
    while (!blocks.isAtEnd || blocks.filled > 0) {
      context.throwIfCancelled();
      if (!blocks.isAtEnd) blocks.read();
      const isLast = blocks.isAtEnd;
      if (isLast) blocks.closeLine(rules.lineEnd);
      const to = blocks.wholeLines(rules.lineEnd);
      const isBlockDamaged = to > 0 && blocks.isDamagedUpTo(to);
      isDamaged ||= isBlockDamaged;
      kernel.call.setDamaged(isBlockDamaged);
      blocks.take(readRows(rows, columns, blocks.at, blocks.at + to, isLast) - blocks.at);
      context.notify({ fraction: (blocks.position - part.fromByte) / length, rowsDone: columns.rows, subject: null });
    }
    context.throwIfCancelled();
    const segment = columns.pack();
    const blankLines = rows.blankLines();
    const changes = rows.changes();
    const isOpenAtEnd = kernel.call.wasOpenAtEnd() !== 0 && part.toByte < plan.sizeBytes;
    const { unsurveyed } = plan;
    const isDoubtful = unsurveyed && (isOpenAtEnd || (isDamaged && unsurveyed.checksEncoding));
    return {
      segment,
      rows: columns.rows,
      mixtures: mixturesOf(rows, segment, plan.columnNames.length),
      ...(blankLines === null ? {} : { blankLines }),
      ...(changes.length === 0 ? {} : { changes }),
      raggedRows: rows.raggedRows,
      undecodableCells: rows.undecodableCells,
      ...(isDoubtful ? { isDoubtful } : {}),
      ...(kernel.call.hasValuesBeyond() === 0 || plan.joinsRest ? {} : { hasValuesBeyond: true }),
    };
  } finally {
    closeSync(file);
  }
}

/** Reads the complete rows of the bytes at `from`..`to` and answers where the first row begins that waits for more bytes. */
function readRows(rows: RowKernel, columns: PartColumns, from: number, to: number, isLast: boolean): number {
  const { call } = rows.kernel;
  let place = from;
  while (place < to) {
    const count = call.scanRows(place, to, isLast);
    place = call.scannedTo();
    if (count > 0) {
      rows.readBatch(count);
      columns.append(count);
    } else if (place < to) return place;
  }
  return place;
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
    usualFields: plan.usualFields ?? width,
    joinsRest: plan.joinsRest === true,
    textColumns: new Set(textColumns),
  };
}

function mixturesOf(rows: RowKernel, segment: SegmentBuffer, columns: number): ColumnMixtures {
  const texts = new Float64Array(columns);
  const values = new Float64Array(columns);
  const ids = new Float64Array(columns);
  for (const column of ids.keys()) {
    texts[column] = rows.state(column, 'texts');
    values[column] = rows.state(column, 'numbers') + rows.state(column, 'dates') + rows.state(column, 'booleans');
    ids[column] = rows.state(column, 'ids');
    const isMixed = (texts[column] as number) > 0 && (values[column] as number) > 0;
    if (isMixed) texts[column] = (texts[column] as number) - countMissingWords(columnView(segment, column));
  }
  return { texts, values, ids };
}
