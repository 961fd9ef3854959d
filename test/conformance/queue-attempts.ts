import { describe, expect, it } from 'vitest';
import { completed, failedAt, fault, names, type QueueStore, useStore } from './queue-world.ts';

/** Attempts and what follows from their ends. */
export function describeQueueAttempts(name: string, makeStore: () => Promise<QueueStore>): void {
  describe(`${name}: attempts`, () => {
    const { clock, host } = useStore(makeStore);

    it('complete once, with what is to be on record', async () => {
      const one = await host();
      const [id] = await one.submit(['a']);
      const claim = await one.claimNext();
      expect(claim.record).toEqual(await one.queue.find(id!));
      expect(claim.record).toMatchObject({ state: 'running', attempt: 1, leaseHost: 'host', startedAtMs: clock.nowMs });
      let times = 0;
      const count = () => {
        times++;
      };
      clock.nowMs += 7;
      expect(await one.settle(claim, { kind: 'completed', durationMs: 7, reusedFrom: id! }, count)).toBe(true);
      expect(await one.settle(claim, completed, count)).toBe(false);
      expect(times).toBe(1);
      const ended = { state: 'completed', durationMs: 7, finishedAtMs: clock.nowMs, leaseHost: null, reusedFrom: id };
      expect(await one.queue.find(id!)).toMatchObject(ended);
      expect(await one.claim()).toEqual([]);
    });

    it('are not ended when what is to be on record cannot be written', async () => {
      const one = await host();
      const [a, b] = await one.submit(['a', 'b']);
      const [first, second] = await one.claim({ limit: 2 });
      const refuse = () => {
        throw new Error('file is gone');
      };
      const both = [one.settle(first!, completed, refuse), one.settle(second!, completed)];
      const answers = await Promise.allSettled(both);
      expect(answers[0]).toMatchObject({ status: 'rejected', reason: new Error('file is gone') });
      expect(await one.stateOf(a!)).toBe('running');
      expect(await one.stateOf(b!)).toBe('completed');
      expect(await one.settle(first!, completed)).toBe(true);
      expect(await one.queue.counts()).toMatchObject({ running: 0, completed: 2 });
    });

    it('are settled many at once', async () => {
      const one = await host();
      await one.submit(names(500));
      const claims = await one.claim({ limit: 500 });
      const settlements = claims.map((claim) => ({ claim, end: completed }));
      expect(await one.queue.settle(settlements, clock.nowMs)).toEqual(Array(500).fill(true));
      expect(await one.queue.counts()).toMatchObject({ completed: 500, running: 0 });
    });

    it('are tried again after a while when they fail, until none is left: then the job is dead with its reason', async () => {
      const one = await host();
      const [id] = await one.submit(['a'], { maxAttempts: 2 });
      await one.submit(['b']);
      const retryAtMs = clock.nowMs + 2000;
      await one.settle(await one.claimNext(), failedAt(retryAtMs));
      expect(await one.queue.find(id!)).toMatchObject({ state: 'queued', failures: 1, notBeforeMs: retryAtMs, fault });
      expect(await one.queue.nextDueMs()).toBe(retryAtMs);
      expect(await one.drain()).toEqual(['b']);
      clock.nowMs = retryAtMs;
      const again = await one.claimNext();
      expect(again.record).toMatchObject({ id, attempt: 2, fault: null, notBeforeMs: null });
      await one.settle(again, { ...failedAt(clock.nowMs + 2000), kind: 'timedOut' } as never);
      expect(await one.queue.find(id!)).toMatchObject({ state: 'dead', failures: 2, fault, finishedAtMs: retryAtMs });
      expect(await one.queue.nextDueMs()).toBeNull();
    });

    it('keep their old place when they are tried again', async () => {
      const one = await host();
      await one.submit(['a', 'b', 'c']);
      await one.settle(await one.claimNext(), failedAt(clock.nowMs + 5));
      clock.nowMs += 5;
      expect(await one.queue.releaseDue(clock.nowMs)).toHaveLength(1);
      expect(await one.drain()).toEqual(['a', 'b', 'c']);
    });

    it('are tried again although the clock was put back', async () => {
      const one = await host();
      await one.submit(['a']);
      await one.settle(await one.claimNext(), failedAt(clock.nowMs + 2000));
      clock.nowMs -= 30 * 24 * 3_600_000;
      expect(await one.drain()).toEqual(['a']);
    });

    it('are not tried again when no retry can mend the fault', async () => {
      const one = await host();
      const [id] = await one.submit(['a']);
      await one.settle(await one.claimNext(), failedAt(null));
      expect(await one.queue.find(id!)).toMatchObject({ state: 'dead', failures: 1 });
    });

    it('that are paused or whose host is closed count as no failure', async () => {
      const one = await host();
      const [id] = await one.submit(['a'], { maxAttempts: 1 });
      await one.settle(await one.claimNext(), { kind: 'hostClosed', durationMs: 1 });
      expect(await one.queue.find(id!)).toMatchObject({ state: 'queued', failures: 0, startedAtMs: null });
      await one.settle(await one.claimNext(), { kind: 'paused', durationMs: 1 });
      expect(await one.queue.find(id!)).toMatchObject({ state: 'paused', failures: 0, fault: null });
      await one.queue.resume([id!], one.cause);
      const third = await one.claimNext();
      expect(third.record).toMatchObject({ attempt: 3, failures: 0 });
      expect(await one.settle(third, completed)).toBe(true);
    });

    it('are given anew when a dead or cancelled job is re-driven, at the end of the queue', async () => {
      const one = await host();
      const [dead, cancelled, done] = await one.submit(['dead', 'cancelled', 'done'], { maxAttempts: 1 });
      await one.settle(await one.claimNext(), failedAt(clock.nowMs));
      await one.settle(await one.claimNext(), { kind: 'cancelled', durationMs: 1 });
      await one.settle(await one.claimNext(), completed);
      await one.submit(['other']);
      const changed = await one.queue.redrive([dead!, cancelled!, done!], one.cause);
      expect(changed).toEqual([dead, cancelled]);
      const record = { state: 'queued', failures: 0, attempt: 1, fault: null, finishedAtMs: null, durationMs: null };
      expect(await one.queue.find(dead!)).toMatchObject(record);
      expect(await one.drain()).toEqual(['other', 'dead', 'cancelled']);
    });

    it('end as was wished meanwhile: a cancel is final, a pause holds the next attempt', async () => {
      const one = await host();
      const [a, b, c, d] = await one.submit(['a', 'b', 'c', 'd', 'e']);
      const claims = await one.claim({ limit: 4 });
      expect(await one.queue.askRunning([a!, b!, c!], 'cancel', one.cause)).toEqual([a, b, c]);
      expect(await one.queue.askRunning([b!, d!], 'pause', one.cause)).toEqual([b, d]);
      expect([...(await one.queue.wishes('host'))].sort((x, y) => (x.id < y.id ? -1 : 1))).toEqual(
        [...[a, b, c].map((id) => ({ id, wish: 'cancel' })), { id: d, wish: 'pause' }].sort((x, y) =>
          x.id! < y.id! ? -1 : 1,
        ),
      );
      const ends = [failedAt(clock.nowMs), { kind: 'hostClosed', durationMs: 1 }, completed, failedAt(clock.nowMs)];
      const counted: boolean[] = [];
      let writes = 0;
      const write = () => {
        writes++;
      };
      for (const [place, claim] of claims.entries()) counted.push(await one.settle(claim, ends[place] as never, write));
      // What completes after the cancel was on record does not count: whoever asked was told that it is cancelled.
      expect(counted).toEqual([true, true, false, true]);
      expect(writes).toBe(3);
      expect(await Promise.all([a, b, c, d].map((id) => one.stateOf(id!)))).toEqual([
        ...['cancelled', 'cancelled', 'cancelled', 'paused'],
      ]);
      expect(await one.queue.wishes('host')).toEqual([]);
      await one.queue.resume([d!], one.cause);
      expect((await one.claimNext()).record).toMatchObject({ id: d, wish: null });
    });
  });
}
