import { Fault } from '../contract/faults.ts';
import type { Envelope, Notice, Order, OrderKind, Reply } from '../contract/orders.ts';

/** What a handler is given beside its order. */
export interface OrderContext {
  /** Element 0 becomes 1 when the job is cancelled; shared with the host. */
  readonly cancelFlag: Int32Array;
  isCancelled(): boolean;
  /** Throws the fault JOB_CANCELLED once the flag is up; long loops call it about every 5–20 ms. */
  throwIfCancelled(): void;
  /** Tells how far the order is. Calls closer together than a tenth of a second are dropped. */
  notify(notice: Notice): void;
}

export type OrderHandler<K extends OrderKind> = (order: Order<K>, context: OrderContext) => Promise<Reply<K>>;

const noticeIntervalMs = 100;

/** The context of one envelope. */
export function createOrderContext(envelope: Pick<Envelope, 'cancelFlag' | 'noticePort'>): OrderContext {
  const cancelFlag = new Int32Array(envelope.cancelFlag);
  let lastNoticeMs = Number.NEGATIVE_INFINITY;
  const isCancelled = () => Atomics.load(cancelFlag, 0) !== 0;
  return {
    cancelFlag,
    isCancelled,
    throwIfCancelled() {
      if (isCancelled()) throw new Fault('JOB_CANCELLED');
    },
    notify(notice) {
      const nowMs = performance.now();
      if (nowMs - lastNoticeMs < noticeIntervalMs) return;
      lastNoticeMs = nowMs;
      envelope.noticePort?.postMessage(notice);
    },
  };
}
