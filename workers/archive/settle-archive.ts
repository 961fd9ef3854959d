import { DatabaseSync } from '@photostructure/sqlite';
import type { Order, Reply } from '../../contract/orders.ts';
import { holdThread } from '../hold-thread.ts';
import type { OrderContext } from '../order-context.ts';

/** A checkpoint that others are in the way of does what it can. */
const busyTimeoutMs = 0;

/**
 * Brings what stands in the log of an archive into its file, from a connection of its own; on a thread, because it waits for
 * the disk twice. Nobody who reads or writes meanwhile has to wait for it.
 */
export async function settleArchive(
  { path }: Order<'settle-archive'>,
  { cancelFlag }: Pick<OrderContext, 'cancelFlag'>,
): Promise<Reply<'settle-archive'>> {
  return holdThread(cancelFlag, () => settle(path));
}

function settle(path: string): Reply<'settle-archive'> {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    const row = database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get() as { log: number; checkpointed: number };
    return { logPages: row.log, settledPages: row.checkpointed };
  } finally {
    database.close();
  }
}
