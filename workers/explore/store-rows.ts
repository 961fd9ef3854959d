import type { Order, ScratchFile } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import { columnView, segmentRows } from '../tabular/segment.ts';
import { storedColumns } from './stored-columns.ts';
import { writeStored } from './write-stored.ts';

/** Every row of the table as a Parquet file; see `writeStored`. */
export async function storeRows(order: Order<'store-rows'>, context: OrderContext): Promise<ScratchFile> {
  const { plan, rowGroupRows, scratchPath, segments } = order;
  const columns = storedColumns(plan, segments);
  const totalRows = segments.reduce((sum, segment) => sum + segmentRows(segment), 0);
  // Views are made slice by slice: those of whole numbers hold doubles once they were asked for.
  function* slices() {
    for (const segment of segments) {
      const views = columns.map((column) => columnView(segment, column.place));
      yield { rows: segmentRows(segment), viewOf: (place: number) => views[place]! };
    }
  }
  return writeStored(scratchPath, columns, slices(), totalRows, context, rowGroupRows);
}
