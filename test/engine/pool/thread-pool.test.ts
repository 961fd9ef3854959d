import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../contract/faults.ts';
import type { Notice } from '../../../contract/orders.ts';
import { ThreadPool } from '../../../engine/pool/thread-pool.ts';
import { scriptedWorker } from '../../builders/scripted-engine.ts';

let pool: ThreadPool | null = null;
afterEach(() => pool?.close());

function open(compute = 1, workerFile = scriptedWorker): ThreadPool {
  const limits = { cancelGraceMs: 200, threadHeapMegabytes: 64 };
  pool = new ThreadPool({ threads: { compute }, workerFile, prewarmedLanes: [], ...limits });
  return pool;
}

const inspect = (threads: ThreadPool, fileName: string, signal?: AbortSignal, onNotice?: (notice: Notice) => void) =>
  threads.run('inspect-file', { path: '/nowhere', fileName }, { lane: 'compute', signal, onNotice });

describe('the thread pool', () => {
  it('gives the reply, and the fault as it was thrown', async () => {
    const threads = open();
    expect(await inspect(threads, 'good.csv')).toMatchObject({ format: 'csv' });
    await expect(inspect(threads, 'full-inspect.csv')).rejects.toBeInstanceOf(Fault);
    await expect(inspect(threads, 'full-inspect.csv')).rejects.toMatchObject({ code: 'DISK_FULL' });
  });

  it.each([
    ['crash', 'WORKER_DIED'],
    ['uncaught', 'WORKER_DIED'],
    ['exit', 'WORKER_DIED'],
    ['memory', 'WORKER_DIED'],
    ['junk', 'INTERNAL'],
  ])('turns a worker’s %s into %s and works on', async (misdeed, code) => {
    const threads = open();
    await expect(inspect(threads, `${misdeed}-inspect.csv`)).rejects.toMatchObject({ code });
    expect(await inspect(threads, 'good.csv')).toMatchObject({ format: 'csv' });
  });

  it('stops an order by its flag, or by ending its thread when it does not look', async () => {
    const threads = open();
    for (const name of ['slow-inspect.csv', 'hang-inspect.csv']) {
      const controller = new AbortController();
      const order = inspect(threads, name, controller.signal);
      setTimeout(() => controller.abort(new Fault('JOB_TIMED_OUT', { minutes: 1 })), 300);
      await expect(order).rejects.toMatchObject({ code: 'JOB_TIMED_OUT' });
    }
    expect(await inspect(threads, 'good.csv')).toMatchObject({ format: 'csv' });
  });

  it('takes a cancelled order that waits out of the line without harm to the one in work', async () => {
    const threads = open();
    const working = new AbortController();
    const waiting = new AbortController();
    const notices: Notice[] = [];
    const first = inspect(threads, 'slow-inspect.csv', working.signal, (notice) => notices.push(notice));
    const second = inspect(threads, 'good.csv', waiting.signal);
    const third = inspect(threads, 'good.csv');
    waiting.abort();
    await expect(second).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    await expect.poll(() => notices.length).toBeGreaterThan(2);
    expect(notices.at(-1)!.rowsDone).toBeGreaterThan(0);
    working.abort();
    await expect(first).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    expect(await third).toMatchObject({ format: 'csv' });
    await expect(inspect(threads, 'good.csv', waiting.signal)).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
  });

  it('answers interactive orders while every compute thread is busy', async () => {
    const threads = open();
    const controller = new AbortController();
    const busy = inspect(threads, 'hang-inspect.csv', controller.signal);
    const order = { path: '/nowhere', fileName: 'good.csv' };
    expect(await threads.run('inspect-file', order, { lane: 'interactive' })).toMatchObject({ format: 'csv' });
    controller.abort();
    await expect(busy).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
  });

  it('ends what is in work and what waits when it closes', async () => {
    const threads = open();
    const orders = [inspect(threads, 'hang-inspect.csv'), inspect(threads, 'good.csv')];
    const ends = Promise.allSettled(orders);
    await threads.close();
    for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'JOB_CANCELLED' } });
    await expect(inspect(threads, 'good.csv')).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
  });

  it('does not wait for ever for threads that cannot start', async () => {
    const threads = open(1, scriptedWorker.replace('scripted', 'unstartable'));
    await expect(inspect(threads, 'good.csv')).rejects.toMatchObject({ code: 'WORKER_DIED' });
  });

  it.each(['cancelled', 'closed'])('ends no thread that loads modules, though it is %s', async (how) => {
    const threads = open(2, scriptedWorker.replace('scripted', 'loading'));
    const controller = new AbortController();
    const loaded = new Int32Array(new SharedArrayBuffer(12));
    const order = { path: '/nowhere', fileName: 'good.csv', loaded: loaded.buffer };
    const answer = threads.run('inspect-file', order, { lane: 'compute', signal: controller.signal });
    const end = answer.catch((error) => [error.code, Atomics.load(loaded, 0)]);
    // As soon as it is on a thread.
    await expect.poll(() => Atomics.load(loaded, 2), { timeout: 20_000 }).toBeGreaterThan(0);
    if (how === 'cancelled') controller.abort();
    else void threads.close();
    expect(await end).toEqual(['JOB_CANCELLED', 1]);
  });
});
