import { describe, expect, it } from 'vitest';
import { newBatch, newJob } from '../builders/new-job.ts';
import { describeQueueAttempts } from './queue-attempts.ts';
import { describeQueueHosts } from './queue-hosts.ts';
import { describeQueueOrder } from './queue-order.ts';
import { names, type QueueStore, useStore } from './queue-world.ts';

/**
 * What every backend of the job queue keeps, by its interface alone. `makeStore` gives an empty store of the backend; its
 * queues stand for hosts that share it.
 */
export function describeQueueConformance(name: string, makeStore: () => Promise<QueueStore>): void {
  describe(`${name}: accepting jobs`, () => {
    const { host } = useStore(makeStore);
    const refuse = () => {
      throw new Error('not now');
    };

    it('is durable: what was accepted is there when the store is opened again', async () => {
      const first = await host();
      const estimate = { durationMs: 5, lowMs: 1, highMs: 9, basedOnJobs: 3 };
      const [id] = await first.submit(['数据.xlsx'], { estimate });
      const record = await first.queue.find(id!);
      await first.queue.close();
      const second = await host();
      expect(await second.queue.find(id!)).toEqual(record);
      expect(record).toMatchObject({ state: 'queued', attempt: 0, input: { fileName: '数据.xlsx' }, estimate });
      expect(await second.drain()).toEqual(['数据.xlsx']);
    });

    it('gives the records that it finds later', async () => {
      const { queue, cause } = await host();
      const batch = newBatch({ submitter: { kind: 'schedule', name: 'Monday' } });
      const later = newJob('b.csv', { notBeforeMs: cause.nowMs + 1000, isReuseAllowed: false });
      const records = await queue.submit(batch, [newJob('a.csv', { priority: 'high' }), later], cause);
      expect(records.map((record) => record.state)).toEqual(['queued', 'scheduled']);
      for (const record of records) expect(await queue.find(record.id)).toEqual(record);
      expect(await queue.find(newJob('unknown').id)).toBeNull();
    });

    it('takes all jobs of a batch or none', async () => {
      const { queue, cause } = await host();
      const twice = newJob('twice.csv');
      await expect(queue.submit(newBatch(), [newJob('one.csv'), twice, twice], cause)).rejects.toThrow();
      await expect(queue.submit(newBatch(), [newJob('two.csv')], { ...cause, alongside: refuse })).rejects.toThrow(
        'not now',
      );
      expect(await queue.counts()).toMatchObject({ queued: 0, scheduled: 0 });
      expect(await queue.find(twice.id)).toBeNull();
      expect(await queue.head(10)).toEqual([]);
    });

    it('does not let a refused submission take others of the same moment with it', async () => {
      const { queue, cause } = await host();
      const twice = newJob('twice.csv');
      const answers = await Promise.allSettled([
        queue.submit(newBatch(), [newJob('before.csv')], cause),
        queue.submit(newBatch(), [twice, twice], cause),
        queue.submit(newBatch(), [newJob('x.csv')], { ...cause, alongside: refuse }),
        queue.submit(newBatch(), [newJob('after.csv')], cause),
      ]);
      expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      expect(await queue.counts()).toMatchObject({ queued: 2 });
      expect(await queue.head(10)).toHaveLength(2);
    });

    it('starts no job of a batch before all of them are accepted', async () => {
      const [one, two] = [await host('one'), await host('two')];
      let isAccepted = false;
      const accepting = one.submit(names(3000)).then(() => {
        isAccepted = true;
      });
      while (!isAccepted) {
        const wasAccepted = isAccepted;
        const claims = await two.claim({ limit: 1 });
        if (!wasAccepted && claims.length > 0) await accepting;
        expect(claims.length === 0 || isAccepted).toBe(true);
      }
      await accepting;
      expect(await two.queue.counts()).toMatchObject({ scheduled: 0, dead: 0, cancelled: 0 });
    });

    it('keeps nothing of a large batch that is refused at its end, or whose host is gone meanwhile', async () => {
      const [one, two] = [await host('one'), await host('two')];
      const many = names(3000).map((name) => newJob(name));
      await expect(one.queue.submit(newBatch(), many, { ...one.cause, alongside: refuse })).rejects.toThrow('not now');
      await expect(one.queue.submit(newBatch(), [...many, many[0]!], one.cause)).rejects.toThrow();
      expect(await one.queue.counts()).toMatchObject({ queued: 0 });
      const batch = newBatch();
      const accepting = one.queue.submit(batch, many, one.cause).catch((error) => error);
      while ((await two.queue.counts()).queued === 0) await new Promise((resolve) => setImmediate(resolve));
      await two.queue.recover(['one'], { code: 'HOST_LOST', values: {}, detail: null }, one.cause.nowMs, 0);
      // Had it been complete by then, it stays; else nothing is left, and the host is told when it comes back.
      const answer = await accepting;
      const queued = answer instanceof Error ? 0 : many.length;
      expect(await two.queue.counts()).toMatchObject({ queued });
      expect(await two.queue.head(5000)).toHaveLength(queued);
    });

    it('takes ten thousand jobs at once, and changes them together', async () => {
      const one = await host();
      const { queue, cause } = one;
      const ids = await one.submit(names(10_000));
      expect((await queue.head(10_000)).map((place) => place.id)).toEqual(ids);
      expect(await queue.pauseWaiting(ids, cause)).toHaveLength(10_000);
      expect(await queue.counts()).toMatchObject({ queued: 0, paused: 10_000 });
      expect(await queue.resume(ids, cause)).toHaveLength(10_000);
      expect(await queue.cancelWaiting(ids, cause)).toEqual(ids);
      expect(await queue.counts()).toMatchObject({ queued: 0, paused: 0, cancelled: 10_000 });
      expect(await queue.redrive(ids, cause)).toHaveLength(10_000);
      expect(await queue.counts()).toMatchObject({ queued: 10_000, cancelled: 0 });
    });
  });
  describeQueueOrder(name, makeStore);
  describeQueueAttempts(name, makeStore);
  describeQueueHosts(name, makeStore);
}
