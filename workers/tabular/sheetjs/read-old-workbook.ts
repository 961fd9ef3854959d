import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { defaultMemoryLimitBytes } from '../memory-limit.ts';
import { ColumnSink } from '../xlsx/column-sink.ts';
import { emitCells } from './emit-cells.ts';
import { type OldFormat, withOldWorkbook } from './with-workbook.ts';

/** Every row of a table in an old workbook. Faults: FILE_CHANGED, TABLE_EMPTY, TABLE_TOO_LARGE, those of withOldWorkbook. */
export async function readOldWorkbook(order: Order<'read-part'>, context: OrderContext): Promise<Reply<'read-part'>> {
  const { plan } = order;
  const limitBytes = plan.memoryLimitBytes ?? defaultMemoryLimitBytes;
  return withOldWorkbook(plan, plan.format as OldFormat, limitBytes, context, async (workbook) => {
    const changed = new Fault('FILE_CHANGED', { file: plan.fileName });
    if (workbook.file.sizeBytes !== plan.sizeBytes) throw changed;
    const book = await workbook.open(plan.sheet, 0);
    const sheet = book.sheets.find(({ name }) => name === plan.sheet);
    if (!sheet) throw changed;
    const sink = new ColumnSink(plan, null, limitBytes);
    await emitCells(workbook.thread, plan.sheet, book.is1904, sink, (row) => {
      context.throwIfCancelled();
      const fraction = row < 0 ? 1 : row / Math.max(1, sheet.rows);
      context.notify({ fraction, rowsDone: sink.rows, subject: plan.sheet });
    });
    if (sink.rows === 0) throw new Fault('TABLE_EMPTY', { file: plan.fileName });
    return {
      segment: sink.pack(),
      rows: sink.rows,
      mixtures: null,
      raggedRows: sink.raggedRows,
      undecodableCells: 0,
    };
  });
}
