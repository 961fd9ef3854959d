import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answer, Envelope, Notice, Order, OrderKind } from '../../contract/orders.ts';

type RunOrder = <K extends OrderKind>(envelope: Envelope<K>) => Promise<Answer<K>>;

/** Where the build puts the workers. */
export const builtWorkers = path.resolve(import.meta.dirname, '../../dist/workers/entry.js');

/** Runs an order in the built workers, on this thread: the code and the speed of the product. */
export async function runInBundle<K extends OrderKind>(
  kind: K,
  order: Order<K>,
  onNotice: (notice: Notice) => void = () => {},
): Promise<Answer<K>> {
  const { default: run } = (await import(/* @vite-ignore */ pathToFileURL(builtWorkers).href)) as { default: RunOrder };
  return run({ kind, order, noticePort: { postMessage: onNotice }, cancelFlag: new SharedArrayBuffer(4) });
}
