import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import { openByteFile } from '../tabular/zip/byte-file.ts';
import { readCentralDirectory } from '../tabular/zip/central-directory.ts';
import { unpackPart } from '../tabular/zip/unpack-part.ts';

/** Our own files: DEFLATE's own bound is the only one. */
const limits = { maximumBytes: Number.POSITIVE_INFINITY, maximumRatio: 1100, ratioFromBytes: 2 ** 20 };

/** Unpacks the files of an export into a folder that is not there yet. Throws JOB_CANCELLED; nothing is left behind then. */
export async function unpackExport(
  order: Order<'unpack-export'>,
  context: OrderContext,
): Promise<Reply<'unpack-export'>> {
  const { folder } = order;
  const zip = openByteFile(order.path);
  try {
    mkdirSync(folder);
    const entries = [...readCentralDirectory(zip, path.basename(order.path)).entries.values()];
    for (const [done, entry] of entries.entries()) {
      if (path.basename(entry.name) !== entry.name) throw new Error(`${entry.name} is no file name`);
      const file = openSync(path.join(folder, entry.name), 'wx');
      try {
        for await (const bytes of unpackPart(zip, entry, entry.name, limits)) {
          context.throwIfCancelled();
          for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
        }
      } finally {
        closeSync(file);
      }
      context.notify({ fraction: (done + 1) / entries.length, rowsDone: null, subject: entry.name });
    }
    return { files: entries.length };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    zip.close();
  }
}
