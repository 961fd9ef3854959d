import type { Notice, Order, OrderKind, Reply } from '../../../contract/orders.ts';
import type { Reading } from '../../../contract/reading.ts';

/** A file that a table is read from. */
export interface TableFile {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
}

/** What reading a table needs, whether a job does it or a window waits for it. */
export interface TableContext {
  readonly input: TableFile;
  readonly reading: Reading;
  readonly maxTableBytes: number;
  run<K extends OrderKind>(kind: K, order: Order<K>, onNotice?: (notice: Notice) => void): Promise<Reply<K>>;
}
