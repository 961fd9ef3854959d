import { describe, expect, it } from 'vitest';
import { completed, failedAt, fault, names, type QueueStore, useStore } from './queue-world.ts';

/** Several hosts on one queue: who may work on what, and what becomes of the work of one that is gone. */
export function describeQueueHosts(name: string, makeStore: () => Promise<QueueStore>): void {
  describe(`${name}: several hosts`, () => {
    const { clock, host } = useStore(makeStore);

    it('share the jobs: each is given out once', async () => {
      const [one, two] = [await host('one'), await host('two')];
      await one.submit(names(100));
      const claims = await Promise.all(
        Array.from({ length: 60 }, (_, turn) => (turn % 2 === 0 ? one : two).claim({ limit: 2 })),
      );
      const ids = claims.flat().map((claim) => claim.id);
      expect(ids).toHaveLength(100);
      expect(new Set(ids).size).toBe(100);
      expect(await two.queue.counts()).toMatchObject({ queued: 0, running: 100 });
    });

    it('keep to one limit together', async () => {
      const [one, two] = [await host('one'), await host('two')];
      await one.submit(names(10));
      const claims = await one.claim({ limit: 2, maxRunning: 3 });
      expect(claims).toHaveLength(2);
      expect(await two.claim({ limit: 5, maxRunning: 3 })).toHaveLength(1);
      expect(await two.claim({ limit: 5, maxRunning: 3 })).toEqual([]);
      await one.settle(claims[0]!, completed);
      expect(await two.claim({ limit: 5, maxRunning: 3 })).toHaveLength(1);
    });

    it('see at once what another did', async () => {
      const [one, two] = [await host('one'), await host('two')];
      const [a, b] = await one.submit(['a', 'b']);
      expect(await two.queue.cancelWaiting([a!], two.cause)).toEqual([a]);
      const claim = await one.claimNext();
      expect(await two.queue.askRunning([b!], 'cancel', two.cause)).toEqual([b]);
      expect(await one.queue.wishes('one')).toEqual([{ id: b, wish: 'cancel' }]);
      expect(await two.queue.wishes('two')).toEqual([]);
      await one.settle(claim, { kind: 'cancelled', durationMs: 1 });
      expect(await two.queue.counts()).toMatchObject({ cancelled: 2 });
    });

    it('renew leases only as long as they are theirs', async () => {
      const [one, two] = [await host('one'), await host('two')];
      const [id] = await one.submit(['a', 'b']);
      const [first, second] = await one.claim({ limit: 2 });
      clock.nowMs += 10_000;
      expect(await one.queue.renew([first!, second!], 30_000, clock.nowMs)).toEqual([]);
      expect((await two.queue.find(id!))!.leaseExpiresAtMs).toBe(clock.nowMs + 30_000);
      await one.settle(second!, completed);
      await two.queue.recover(['one'], fault, clock.nowMs, clock.nowMs);
      const lost = await one.queue.renew([first!, second!], 30_000, clock.nowMs);
      expect(lost.map((claim) => claim.id)).toEqual([first!.id, second!.id]);
      expect(await two.queue.find(id!)).toMatchObject({ state: 'queued', leaseExpiresAtMs: null });
    });

    it('take over the jobs of one that is gone; its late writes change nothing', async () => {
      const [one, two] = [await host('one'), await host('two')];
      const [id] = await one.submit(['a']);
      const old = await one.claimNext();
      expect(await two.queue.recover(['nobody'], fault, clock.nowMs, clock.nowMs)).toEqual([]);
      expect(await two.queue.recover(['one'], fault, clock.nowMs, clock.nowMs)).toEqual([id]);
      expect(await two.queue.find(id!)).toMatchObject({ state: 'queued', failures: 1, fault, leaseHost: null });
      let writes = 0;
      const write = () => {
        writes++;
      };
      expect(await one.queue.writeWithClaim(old, write)).toBe(false);
      const current = await two.claimNext();
      expect(current.fencingToken).toBeGreaterThan(old.fencingToken);
      expect(await one.queue.writeWithClaim(old, write)).toBe(false);
      expect(await one.settle(old, completed, write)).toBe(false);
      expect(await one.settle(old, failedAt(null), write)).toBe(false);
      expect(writes).toBe(0);
      expect(await two.queue.find(id!)).toMatchObject({ state: 'running', leaseHost: 'two', attempt: 2 });
      expect(await two.queue.writeWithClaim(current, write)).toBe(true);
      expect(await two.settle(current, completed, write)).toBe(true);
      expect(writes).toBe(2);
    });

    it('undo a write with a claim that throws, and tell who asked', async () => {
      const one = await host();
      const [id] = await one.submit(['a']);
      const claim = await one.claimNext();
      const refuse = () => {
        throw new Error('file is gone');
      };
      await expect(one.queue.writeWithClaim(claim, refuse)).rejects.toThrow('file is gone');
      expect(await one.stateOf(id!)).toBe('running');
      expect(await one.settle(claim, completed)).toBe(true);
    });

    it('end a job that takes its host down again and again', async () => {
      const [one, two] = [await host('one'), await host('two')];
      const [poison, paused, cancelled] = await one.submit(['poison', 'paused', 'cancelled'], { maxAttempts: 2 });
      await one.claim({ limit: 3 });
      await two.queue.askRunning([paused!], 'pause', two.cause);
      await two.queue.askRunning([cancelled!], 'cancel', two.cause);
      await two.queue.recover(['one'], fault, clock.nowMs, clock.nowMs + 5);
      expect(await two.stateOf(paused!)).toBe('paused');
      expect(await two.stateOf(cancelled!)).toBe('cancelled');
      expect(await two.claim()).toEqual([]);
      clock.nowMs += 5;
      expect((await one.claimNext()).id).toBe(poison);
      await two.queue.recover(['one', 'three'], fault, clock.nowMs, clock.nowMs + 5);
      expect(await two.queue.find(poison!)).toMatchObject({ state: 'dead', fault, failures: 2 });
    });
  });
}
