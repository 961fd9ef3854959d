import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { Fault } from '../../contract/faults.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import { regularFileSize } from './file-size.ts';

/** Small enough to be in the processor's second cache still when it is digested. */
const blockBytes = 2 ** 18;

/** SHA-256 of the file's bytes, in hex, and how many there were. Throws the faults of a file that cannot be read. */
export async function fingerprintFile(
  order: Order<'fingerprint-file'>,
  context: OrderContext,
): Promise<Reply<'fingerprint-file'>> {
  const file = openSync(order.path, 'r');
  try {
    const expectedBytes = regularFileSize(file, order.fileName);
    const digest = createHash('sha256');
    const block = Buffer.allocUnsafeSlow(Math.max(1, Math.min(blockBytes, expectedBytes)));
    let sizeBytes = 0;
    for (;;) {
      context.throwIfCancelled();
      const count = readSync(file, block, 0, block.length, sizeBytes);
      if (count === 0) break;
      digest.update(block.subarray(0, count));
      sizeBytes += count;
      context.notify({ fraction: Math.min(1, sizeBytes / Math.max(1, expectedBytes)), rowsDone: null, subject: null });
    }
    if (sizeBytes !== expectedBytes) throw new Fault('FILE_CHANGED', { file: order.fileName });
    return { sha256: digest.digest('hex'), sizeBytes };
  } finally {
    closeSync(file);
  }
}
