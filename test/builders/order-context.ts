import type { Notice } from '../../contract/orders.ts';
import { createOrderContext, type OrderContext } from '../../workers/order-context.ts';

/** A context outside a pool: its notices are kept, and `cancel` raises the flag. */
export function testContext(): { context: OrderContext; notices: Notice[]; cancel: () => void } {
  const cancelFlag = new SharedArrayBuffer(4);
  const notices: Notice[] = [];
  const context = createOrderContext({ cancelFlag, noticePort: { postMessage: (notice) => notices.push(notice) } });
  return { context, notices, cancel: () => Atomics.store(new Int32Array(cancelFlag), 0, 1) };
}
