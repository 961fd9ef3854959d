import { Fault } from '../../contract/faults.ts';
import type { Order, OrderKind, Reply } from '../../contract/orders.ts';
import { interactiveTimeoutMs } from './pool-policy.ts';
import type { ThreadPool } from './thread-pool.ts';

/** Runs a short order for somebody who waits for it: it ends when they go away or when it takes too long. */
export async function runInteractive<K extends OrderKind>(
  pool: ThreadPool,
  kind: K,
  order: Order<K>,
  signal?: AbortSignal,
): Promise<Reply<K>> {
  const controller = new AbortController();
  const minutes = Math.round(interactiveTimeoutMs / 60_000);
  const timer = setTimeout(() => controller.abort(new Fault('JOB_TIMED_OUT', { minutes })), interactiveTimeoutMs);
  const leave = () => controller.abort(new Fault('JOB_CANCELLED'));
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    return await pool.run(kind, order, { lane: 'interactive', signal: controller.signal });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}
