import { expect } from 'vitest';
import type { AttemptEnd, ClaimedJob, JobQueue } from '../../../../engine/jobs/queue/job-queue.ts';
import fc from '../../../builders/fast-check.ts';
import { newBatch, newJob } from '../../../builders/new-job.ts';
import { end, fail, isWaiting, type Model, type ModelJob, putBack, readyIds, release } from './queue-model.ts';

/** Two hosts over the same archive, and every claim they ever had, old ones included. */
export interface Real {
  readonly hosts: readonly { readonly id: string; readonly queue: JobQueue }[];
  readonly claims: { readonly host: number; readonly claim: ClaimedJob }[];
  readonly ids: string[];
}

type Command = fc.AsyncCommand<Model, Real>;
type Run = (model: Model, real: Real) => Promise<void>;

const fault = { code: 'WORKER_DIED', values: {}, detail: null } as const;

const command = (name: string, run: Run): Command => ({ check: () => true, run, toString: () => name });

/** Jobs picked by any numbers. */
const pick = (real: Real, places: readonly number[]) =>
  real.ids.length === 0 ? [] : places.map((place) => real.ids[place % real.ids.length]!);

const submit = fc
  .record({ host: fc.nat(1), count: fc.integer({ min: 1, max: 3 }), delayMs: fc.constantFrom(null, -5, 50) })
  .chain((rest) => fc.integer({ min: 1, max: 3 }).map((maxAttempts) => ({ ...rest, maxAttempts })))
  .map(({ host, count, delayMs, maxAttempts }) =>
    command(`submit ${count} on ${host}, delay ${delayMs}, attempts ${maxAttempts}`, async (model, real) => {
      const { id: hostId, queue } = real.hosts[host]!;
      const notBeforeMs = delayMs === null ? null : model.nowMs + delayMs;
      const jobs = Array.from({ length: count }, (_, place) => newJob(`${place}`, { notBeforeMs, maxAttempts }));
      for (const { id, state } of await queue.submit(newBatch(), jobs, { nowMs: model.nowMs, hostId })) {
        real.ids.push(id);
        const job: ModelJob = {
          ...{ state: delayMs === 50 ? 'scheduled' : 'queued', notBeforeMs: delayMs === 50 ? notBeforeMs : null },
          ...{ attempt: 0, failures: 0, maxAttempts, token: null, host: null, wish: null, completions: 0 },
        };
        model.jobs.set(id, job);
        expect(state).toBe(job.state);
      }
    }),
  );

const claim = fc.record({ host: fc.nat(1), limit: fc.integer({ min: 1, max: 3 }) }).map(({ host, limit }) =>
  command(`claim ${limit} on ${host}`, async (model, real) => {
    const { id: hostId, queue } = real.hosts[host]!;
    const { nowMs } = model;
    const claims = await queue.claim({ hostId, leaseMs: 1000, limit, nowMs, maxRunning: 4 });
    if (!model.isQueuePaused) release(model);
    const running = [...model.jobs.values()].filter((job) => job.state === 'running').length;
    const ready = readyIds(model);
    expect(claims).toHaveLength(Math.max(0, Math.min(limit, 4 - running, ready.length)));
    for (const one of claims) {
      expect(ready).toContain(one.id);
      const job = model.jobs.get(one.id)!;
      Object.assign(job, { state: 'running', token: one.fencingToken, host: hostId, wish: null });
      job.attempt++;
      expect(one.record.attempt).toBe(job.attempt);
      real.claims.push({ host, claim: one });
    }
  }),
);

const ends = fc.constantFrom<AttemptEnd>(
  { kind: 'completed', durationMs: 1 },
  { kind: 'cancelled', durationMs: 1 },
  { kind: 'paused', durationMs: 1 },
  { kind: 'hostClosed', durationMs: 1 },
  { kind: 'failed', durationMs: 1, fault, retryAtMs: null },
  { kind: 'failed', durationMs: 1, fault, retryAtMs: 20 },
  { kind: 'timedOut', durationMs: 1, fault, retryAtMs: 20 },
);

function settleInModel(model: Model, job: ModelJob, attemptEnd: AttemptEnd): void {
  if (attemptEnd.kind === 'cancelled' || job.wish === 'cancel') end(job, 'cancelled');
  else if (attemptEnd.kind === 'completed') end(job, 'completed');
  else if (attemptEnd.kind === 'paused') putBack(job, 'paused', null);
  else if (attemptEnd.kind === 'hostClosed') putBack(job, job.wish === 'pause' ? 'paused' : 'queued', null);
  else fail(job, attemptEnd.retryAtMs === null ? null : model.nowMs + attemptEnd.retryAtMs);
}

/** Settles claims old and new, some of them several times; some with something alongside, which may throw. */
const settle = fc
  .record({
    claims: fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }),
    attemptEnd: ends,
    alongside: fc.constantFrom('nothing', 'something', 'throws'),
  })
  .map(({ claims, attemptEnd, alongside }) =>
    command(`settle ${claims} as ${JSON.stringify(attemptEnd)}, ${alongside} alongside`, async (model, real) => {
      if (real.claims.length === 0) return;
      const work = () => {
        if (alongside === 'throws') throw new Error('cannot be written');
      };
      const chosen = claims.map((place) => real.claims[place % real.claims.length]!);
      const answers = await Promise.allSettled(
        chosen.map(({ host, claim: one }) => {
          const isRetried = 'retryAtMs' in attemptEnd && attemptEnd.retryAtMs !== null;
          const dated = isRetried ? { ...attemptEnd, retryAtMs: model.nowMs + 20 } : attemptEnd;
          const settlement = { claim: one, end: dated, ...(alongside !== 'nothing' && { alongside: work }) };
          return real.hosts[host]!.queue.settle([settlement], model.nowMs);
        }),
      );
      // Each host writes in the order in which it was asked; between hosts any order will do, as all ends are alike.
      let counted = 0;
      for (const { claim: one } of chosen) {
        const job = model.jobs.get(one.id)!;
        const isRefused = attemptEnd.kind === 'completed' && job.wish === 'cancel';
        // What comes too late has nothing written alongside that could throw.
        if (job.token !== one.fencingToken || (alongside === 'throws' && !isRefused)) continue;
        if (!isRefused) counted++;
        settleInModel(model, job, attemptEnd);
      }
      expect(answers.filter((answer) => answer.status === 'fulfilled' && answer.value[0])).toHaveLength(counted);
    }),
  );

const write = fc.nat(30).map((place) =>
  command(`write with claim ${place}`, async (model, real) => {
    const chosen = real.claims[place % Math.max(1, real.claims.length)];
    if (!chosen) return;
    let writes = 0;
    const { claim: one, host } = chosen;
    const isHeld = await real.hosts[host]!.queue.writeWithClaim(one, () => {
      writes++;
    });
    expect(isHeld).toBe(model.jobs.get(one.id)!.token === one.fencingToken);
    expect(writes).toBe(isHeld ? 1 : 0);
    const lost = await real.hosts[host]!.queue.renew([one], 1000, model.nowMs);
    expect(lost.length).toBe(isHeld ? 0 : 1);
  }),
);

const recover = fc.record({ host: fc.nat(1), delayMs: fc.constantFrom(0, 20) }).map(({ host, delayMs }) =>
  command(`host ${host} is gone, retry in ${delayMs}`, async (model, real) => {
    const lost = real.hosts[host]!.id;
    const retryAtMs = model.nowMs + delayMs;
    const recovered = await real.hosts[1 - host]!.queue.recover([lost], fault, model.nowMs, retryAtMs);
    const expected = [...model.jobs].filter(([, job]) => job.host === lost);
    expect([...recovered].sort()).toEqual(expected.map(([id]) => id).sort());
    for (const [, job] of expected) fail(job, retryAtMs);
    for (const [, job] of expected) if (delayMs === 0 && job.state === 'queued') job.notBeforeMs = null;
  }),
);

type Change = (queue: JobQueue, ids: string[], cause: { nowMs: number; hostId: string }) => Promise<string[]>;

/** A change of several jobs at once: `isChanged` says which, and does it in the model. */
const change = (name: string, ask: Change, isChanged: (job: ModelJob, model: Model) => boolean) =>
  fc.record({ host: fc.nat(1), places: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }) }).map(({ host, places }) =>
    command(`${name} ${places} on ${host}`, async (model, real) => {
      const ids = pick(real, places);
      const { id: hostId, queue } = real.hosts[host]!;
      const changed = await ask(queue, ids, { nowMs: model.nowMs, hostId });
      const expected = [...new Set(ids)].filter((id) => isChanged(model.jobs.get(id)!, model));
      expect([...changed].sort()).toEqual(expected.sort());
    }),
  );

/** Whether a condition holds, and if so the change is made. */
function when(isTrue: boolean, act: () => void): boolean {
  if (isTrue) act();
  return isTrue;
}

const changes = [
  change(
    'cancel',
    (queue, ids, cause) => queue.cancelWaiting(ids, cause),
    (job) => when(isWaiting(job), () => Object.assign(job, { state: 'cancelled', notBeforeMs: null })),
  ),
  change(
    'pause',
    (queue, ids, cause) => queue.pauseWaiting(ids, cause),
    (job) => when(isWaiting(job) && job.state !== 'paused', () => Object.assign(job, { state: 'paused' })),
  ),
  change(
    'resume',
    (queue, ids, cause) => queue.resume(ids, cause),
    (job, { nowMs }) =>
      when(job.state === 'paused', () => {
        const isLater = job.attempt === 0 && job.notBeforeMs !== null && job.notBeforeMs > nowMs;
        Object.assign(job, isLater ? { state: 'scheduled' } : { state: 'queued', notBeforeMs: null });
      }),
  ),
  change(
    'redrive',
    (queue, ids, cause) => queue.redrive(ids, cause),
    (job) =>
      when(job.state === 'dead' || job.state === 'cancelled', () =>
        Object.assign(job, { state: 'queued', failures: 0, notBeforeMs: null }),
      ),
  ),
  ...(['cancel', 'pause'] as const).map((wish) =>
    change(
      `ask to ${wish}`,
      (queue, ids, cause) => queue.askRunning(ids, wish, cause),
      (job) =>
        when(job.state === 'running', () => {
          if (job.wish !== 'cancel') job.wish = wish;
        }),
    ),
  ),
];

const move = fc
  .record({ moved: fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }), before: fc.nat(30) })
  .map(({ moved, before }) =>
    command(`move ${moved} before ${before}`, async (model, real) => {
      if (real.ids.length === 0) return;
      const { id: hostId, queue } = real.hosts[0]!;
      const [beforeId] = pick(real, [before]);
      const ids = [...new Set(pick(real, moved))].filter((id) => id !== beforeId && isWaiting(model.jobs.get(id)!));
      const order = async () => (await queue.head(1000)).map((place) => place.id);
      const rest = (await order()).filter((id) => !ids.includes(id));
      const at = rest.indexOf(beforeId!);
      const result = await queue.move(ids, beforeId!, { nowMs: model.nowMs, hostId });
      expect(result).toEqual(at < 0 ? [] : ids);
      if (at >= 0) expect(await order()).toEqual([...rest.slice(0, at), ...ids, ...rest.slice(at)]);
    }),
  );

const pauseQueue = fc.record({ host: fc.nat(1), isPaused: fc.boolean() }).map(({ host, isPaused }) =>
  command(`queue ${isPaused ? 'paused' : 'resumed'}`, async (model, real) => {
    const { id: hostId, queue } = real.hosts[host]!;
    await queue.setQueuePaused(isPaused, { nowMs: model.nowMs, hostId });
    model.isQueuePaused = isPaused;
    expect(await real.hosts[1 - host]!.queue.isQueuePaused()).toBe(isPaused);
  }),
);

const pass = fc.constantFrom(1, 20, 60).map((ms) =>
  command(`${ms} ms pass`, async (model, real) => {
    model.nowMs += ms;
    const due = [...model.jobs.values()].flatMap(({ state, notBeforeMs }) =>
      (state === 'scheduled' || state === 'queued') && notBeforeMs !== null ? [notBeforeMs] : [],
    );
    expect(await real.hosts[0]!.queue.nextDueMs()).toBe(due.length === 0 ? null : Math.min(...due));
    await real.hosts[0]!.queue.releaseDue(model.nowMs);
    release(model);
  }),
);

/** Everything hosts, people and time can do to the queue, in any order. */
export const queueCommands = fc.commands(
  [submit, claim, claim, settle, settle, write, recover, ...changes, move, pauseQueue, pass],
  { maxCommands: 60, size: 'max' },
);
