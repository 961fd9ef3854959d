import { describe, expect, it } from 'vitest';
import { newBatch, newJob } from '../builders/new-job.ts';
import { completed, names, type QueueStore, useStore } from './queue-world.ts';

const hourMs = 3_600_000;

/** Which job is next, and what keeps one from being it. */
export function describeQueueOrder(name: string, makeStore: () => Promise<QueueStore>): void {
  describe(`${name}: the order of the queue`, () => {
    const { clock, host } = useStore(makeStore);

    it('is that of acceptance, also while the clock is put back', async () => {
      const one = await host();
      await one.submit(['a', 'b']);
      clock.nowMs -= 24 * hourMs;
      await one.submit(['c']);
      clock.nowMs += 1;
      await one.submit(['d', 'e']);
      expect(await one.drain()).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    it('lets high priority overtake, and low wait', async () => {
      const one = await host();
      await one.submit(['low'], { priority: 'low' });
      await one.submit(['normal']);
      clock.nowMs += 1000;
      await one.submit(['high'], { priority: 'high' });
      await one.submit(['normal 2']);
      expect(await one.drain()).toEqual(['high', 'normal', 'normal 2', 'low']);
    });

    it('starves nobody: a job that waits grows older than its priority', async () => {
      const one = await host();
      await one.submit(['low'], { priority: 'low' });
      await one.submit(['normal']);
      clock.nowMs += 2 * hourMs;
      await one.submit(['normal, later']);
      clock.nowMs += 24 * hourMs;
      await one.submit(['high, much later'], { priority: 'high' });
      expect(await one.drain()).toEqual(['normal', 'low', 'normal, later', 'high, much later']);
    });

    it('follows a change of priority', async () => {
      const one = await host();
      const [a, b, c] = await one.submit(['a', 'b', 'c']);
      expect(await one.queue.setPriority([c!], 'high', one.cause)).toEqual([c]);
      expect(await one.queue.setPriority([c!], 'high', one.cause)).toEqual([]);
      expect(await one.queue.setPriority([a!], 'low', one.cause)).toEqual([a]);
      expect((await one.queue.head(9)).map((place) => place.priority)).toEqual(['high', 'normal', 'low']);
      expect(await one.queue.setPriority([b!, a!], 'normal', one.cause)).toEqual([a]);
      expect(await one.drain()).toEqual(['c', 'a', 'b']);
    });

    it('follows a drag: to the front, in between, to the end, several at once', async () => {
      const one = await host();
      const ids = await one.submit(['a', 'b', 'c', 'd', 'e']);
      const id = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((letter, place) => [letter, ids[place]!]));
      const order = async () => {
        const head = await one.queue.head(9);
        return head.map((place) => 'abcde'[ids.indexOf(place.id)]).join('');
      };
      expect(await one.queue.move([id.d!], id.a!, one.cause)).toEqual([id.d]);
      expect(await order()).toBe('dabce');
      await one.queue.move([id.e!, id.a!], id.c!, one.cause);
      expect(await order()).toBe('dbeac');
      await one.queue.move([id.d!, id.e!], null, one.cause);
      expect(await order()).toBe('bacde');
      await one.queue.move([id.a!, id.c!], id.a!, one.cause);
      expect(await order()).toBe('bcade');
      expect(await one.queue.move([id.a!], newJob('unknown').id, one.cause)).toEqual([]);
      expect(await one.drain()).toEqual(['b', 'c', 'a', 'd', 'e']);
      expect(await one.queue.move([id.a!], null, one.cause)).toEqual([]);
    });

    it('has room for any number of drags to the same place', async () => {
      const one = await host();
      const ids = await one.submit(names(30));
      const expected = [...ids];
      for (let round = 0; round < 200; round++) {
        // Always between the first and whichever is second: the room there is halved each time.
        const moved = expected.splice(2 + (round % 28), 1)[0]!;
        await one.queue.move([moved], expected[1]!, one.cause);
        expected.splice(1, 0, moved);
      }
      expect((await one.queue.head(99)).map((place) => place.id)).toEqual(expected);
    });

    it('counts paused and scheduled jobs among those that wait, in their places', async () => {
      const one = await host();
      const [a, b, c] = await one.submit(['a', 'b', 'c']);
      await one.queue.pauseWaiting([b!], one.cause);
      await one.queue.move([c!], b!, one.cause);
      expect((await one.queue.head(9)).map((place) => place.id)).toEqual([a, c, b]);
      expect((await one.queue.head(2)).map((place) => place.id)).toEqual([a, c]);
      await one.queue.move([a!], b!, one.cause);
      await one.queue.resume([b!], one.cause);
      expect(await one.drain()).toEqual(['c', 'a', 'b']);
    });

    it('passes over jobs that are not admitted, without forgetting them', async () => {
      const one = await host();
      await one.submit(['large', 'small', 'large 2', 'small 2']);
      const isAdmitted = (job: { input: { fileName: string } }) => job.input.fileName.startsWith('small');
      const claimed = await one.claim({ limit: 3, isAdmitted });
      expect(claimed.map(({ record }) => record.input.fileName)).toEqual(['small', 'small 2']);
      expect(await one.drain()).toEqual(['large', 'large 2']);
    });

    it('can be asked for jobs of certain batches only', async () => {
      const one = await host();
      await one.submit(['of others']);
      const batch = newBatch();
      await one.queue.submit(batch, [newJob('mine'), newJob('mine 2')], one.cause);
      const claimed = await one.claim({ limit: 5, batchIds: [batch.id] });
      expect(claimed.map(({ record }) => record.input.fileName)).toEqual(['mine', 'mine 2']);
      expect(await one.claim({ batchIds: [batch.id] })).toEqual([]);
      expect(await one.drain()).toEqual(['of others']);
    });
  });

  describe(`${name}: waiting for a time or a person`, () => {
    const { clock, host } = useStore(makeStore);

    it('keeps scheduled jobs until their time', async () => {
      const one = await host();
      const atMs = clock.nowMs + hourMs;
      const [id] = await one.submit(['later'], { notBeforeMs: atMs });
      await one.submit(['sooner'], { notBeforeMs: clock.nowMs - 1 });
      expect(await one.drain()).toEqual(['sooner']);
      expect(await one.queue.nextDueMs()).toBe(atMs);
      expect(await one.queue.releaseDue(atMs - 1)).toEqual([]);
      clock.nowMs = atMs;
      expect(await one.queue.releaseDue(atMs)).toEqual([id]);
      expect(await one.queue.nextDueMs()).toBeNull();
      expect(await one.drain()).toEqual(['later']);
    });

    it('starts scheduled jobs that are due although nobody released them', async () => {
      const one = await host();
      await one.submit(['later'], { notBeforeMs: clock.nowMs + 5 });
      clock.nowMs += 5;
      expect(await one.drain()).toEqual(['later']);
    });

    it('starts no paused job, and resumes it at its old place', async () => {
      const one = await host();
      const [a, b] = await one.submit(['a', 'b', 'c']);
      expect(await one.queue.pauseWaiting([a!, b!], one.cause)).toEqual([a, b]);
      expect(await one.queue.pauseWaiting([a!], one.cause)).toEqual([]);
      expect((await one.claimNext()).record.input.fileName).toBe('c');
      clock.nowMs += hourMs;
      await one.submit(['d']);
      expect(await one.queue.resume([b!], one.cause)).toEqual([b]);
      expect(await one.drain()).toEqual(['b', 'd']);
      expect(await one.stateOf(a!)).toBe('paused');
    });

    it('gives a paused scheduled job back its time', async () => {
      const one = await host();
      const atMs = clock.nowMs + hourMs;
      const ids = await one.submit(['a', 'b'], { notBeforeMs: atMs });
      await one.queue.pauseWaiting(ids, one.cause);
      expect(await one.queue.releaseDue(atMs)).toEqual([]);
      await one.queue.resume([ids[0]!], one.cause);
      expect(await one.stateOf(ids[0]!)).toBe('scheduled');
      clock.nowMs = atMs;
      await one.queue.resume([ids[1]!], one.cause);
      expect(await one.stateOf(ids[1]!)).toBe('queued');
      expect(await one.drain()).toEqual(['a', 'b']);
    });

    it('starts nothing while the whole queue is paused, for every host', async () => {
      const [one, two] = [await host('one'), await host('two')];
      await one.submit(['a', 'b']);
      const running = await one.claimNext();
      await one.queue.setQueuePaused(true, one.cause);
      expect(await two.queue.isQueuePaused()).toBe(true);
      expect(await two.claim()).toEqual([]);
      expect(await one.settle(running, completed)).toBe(true);
      await two.queue.setQueuePaused(false, two.cause);
      expect(await one.queue.isQueuePaused()).toBe(false);
      expect(await one.drain()).toEqual(['b']);
    });

    it('cancels what waits and nothing else', async () => {
      const one = await host();
      const [running, queued, paused] = await one.submit(['running', 'queued', 'paused']);
      const [scheduled] = await one.submit(['scheduled'], { notBeforeMs: clock.nowMs + hourMs });
      await one.queue.pauseWaiting([paused!], one.cause);
      const claim = await one.claimNext();
      const all = [running!, queued!, paused!, scheduled!, newJob('unknown').id];
      expect(await one.queue.cancelWaiting(all, one.cause)).toEqual([queued, paused, scheduled]);
      expect(await one.queue.cancelWaiting(all, one.cause)).toEqual([]);
      expect(await one.settle(claim, completed)).toBe(true);
      expect(await one.queue.counts()).toEqual({
        ...{ scheduled: 0, queued: 0, paused: 0, running: 0, completed: 1, cancelled: 3, dead: 0 },
      });
      expect(await one.queue.nextDueMs()).toBeNull();
    });
  });
}
