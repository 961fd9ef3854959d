import { DatabaseSync } from '@photostructure/sqlite';
import type { Order, Reply } from '../../contract/orders.ts';
import { holdThread } from '../hold-thread.ts';
import type { OrderContext } from '../order-context.ts';

/** How long to wait for a process that writes; a reader of a log that is written ahead hardly ever does. */
const busyTimeoutMs = 5_000;

/** What SQLite says of SQLITE_CORRUPT and SQLITE_NOTADB; the library does not give their codes with every error. */
const damageSentences = new Set(['database disk image is malformed', 'file is not a database']);

/**
 * Looks for damage in an archive, from its own connection and without writing; on a thread, because a large archive takes
 * seconds. `full` also compares every index with its table.
 */
export async function checkArchive(
  order: Order<'check-archive'>,
  { cancelFlag }: Pick<OrderContext, 'cancelFlag'>,
): Promise<Reply<'check-archive'>> {
  return holdThread(cancelFlag, () => check(order));
}

function check({ path, depth }: Order<'check-archive'>): Reply<'check-archive'> {
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
    try {
      const pragma = depth === 'full' ? 'integrity_check' : 'quick_check';
      const rows = database
        .prepare(`PRAGMA ${pragma}(20)`)
        .all()
        .map((row) => String(Object.values(row)[0]));
      return { damage: rows.length === 1 && rows[0] === 'ok' ? null : rows.join('\n') };
    } finally {
      database.close();
    }
  } catch (error) {
    const { message } = error as Error;
    if (damageSentences.has(message)) return { damage: message };
    throw error;
  }
}
