import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobFilterSchema } from '../../../contract/job-requests.ts';
import type { Job } from '../../../contract/jobs.ts';
import { submissionSchema } from '../../../contract/recipes.ts';
import type { Engine } from '../../../engine/engine.ts';
import { EngineBench } from '../../builders/scripted-engine.ts';

/** For a machine that has other work as well. */
const patiently = { timeout: 30_000 };

let bench: EngineBench;
let engine: Engine;
beforeEach(async () => {
  bench = await EngineBench.open();
  engine = await bench.engine({ settings: { maxRunningJobs: 1 } });
});
afterEach(() => bench.close());

const ids = (jobs: readonly Job[]) => jobs.map((job) => job.id);
const stateOf = async (job: Job) => (await engine.jobs.get(job.id)).state;
const inState = (job: Job, state: string) => expect.poll(() => stateOf(job), patiently).toBe(state);
const causesOf = async (job: Job) => (await engine.jobs.history(job.id)).events.map(({ cause }) => cause);

describe('pausing', () => {
  it('stops a running job without failing it, and lets it go on where it was in the queue', async () => {
    const [first, second] = await bench.submit(engine, 'slow-describe.csv', 'slow-read.csv');
    await inState(first!, 'running');
    expect(await engine.jobs.pause({ ids: [first!.id] })).toBe(1);
    await inState(first!, 'paused');
    await inState(second!, 'running');
    expect((await engine.jobs.get(first!.id)).waitReason).toEqual({ kind: 'paused' });
    expect(await engine.jobs.resume({ ids: [first!.id] })).toBe(1);
    // Accepted earlier, it is next again.
    const [third] = await bench.submit(engine, 'good.csv');
    await engine.jobs.cancel({ ids: [second!.id] });
    await inState(first!, 'running');
    expect(await stateOf(third!)).toBe('queued');
    await engine.jobs.cancel({ ids: [first!.id] });
    await inState(third!, 'completed');
    const { attempts } = await engine.jobs.history(first!.id);
    expect(attempts.map(({ end }) => end)).toEqual(['paused', 'cancelled']);
  });

  it('keeps waiting jobs from starting', async () => {
    const [running, waiting, last] = await bench.submit(engine, 'slow-read.csv', 'a.csv', 'b.csv');
    expect(await engine.jobs.pause({ ids: [waiting!.id] })).toBe(1);
    await engine.jobs.cancel({ ids: [running!.id] });
    await inState(last!, 'completed');
    expect(await stateOf(waiting!)).toBe('paused');
    await engine.jobs.resume({ ids: [waiting!.id] });
    await inState(waiting!, 'completed');
  });

  it('of the whole queue lets running jobs go on and starts none', async () => {
    const [running, waiting] = await bench.submit(engine, 'pause-read.csv', 'a.csv');
    await inState(running!, 'running');
    await engine.jobs.setQueuePaused(true);
    await inState(running!, 'completed');
    expect((await engine.jobs.get(waiting!.id)).waitReason).toEqual({ kind: 'queuePaused' });
    expect(await engine.jobs.counts()).toMatchObject({ isQueuePaused: true, counts: { queued: 1 } });
    // It stays paused for the next engine.
    const [later] = await bench.submit(await bench.engine(), 'b.csv');
    expect((await engine.jobs.get(later!.id)).waitReason).toEqual({ kind: 'queuePaused' });
    await engine.jobs.setQueuePaused(false);
    await inState(waiting!, 'completed');
    await inState(later!, 'completed');
  });
});

describe('cancelling', () => {
  it('is final, also for a job that waits for its next attempt', async () => {
    const patient = await bench.engine({ random: () => 1 });
    const [job] = await bench.submit(patient, 'crash-read.csv');
    await expect.poll(async () => (await patient.jobs.get(job!.id)).waitReason?.kind, patiently).toBe('retry');
    expect((await patient.jobs.get(job!.id)).waitReason).toMatchObject({ attempt: 2, maxAttempts: 3 });
    expect(await patient.jobs.cancel({ ids: [job!.id] })).toBe(1);
    expect(await stateOf(job!)).toBe('cancelled');
    expect(await causesOf(job!)).toEqual(['submitted', 'started', 'retrying', 'cancelled']);
  });

  it('takes a batch, a filter, or everything', async () => {
    const [busy] = await bench.submit(engine, 'slow-read.csv');
    const batch = await bench.submit(engine, 'a1.csv', 'a2.csv', 'b1.csv');
    const [alone] = await bench.submit(engine, 'a3.csv');
    expect(await engine.jobs.cancel({ filter: jobFilterSchema.parse({ search: 'A1' }) })).toBe(1);
    expect(await engine.jobs.cancel({ batchId: batch[0]!.batchId })).toBe(2);
    expect(engine.jobs.getBatch(batch[0]!.batchId)).toMatchObject({ fraction: 1, counts: { cancelled: 3 }, jobs: 3 });
    expect(await stateOf(alone!)).toBe('queued');
    expect(await engine.jobs.cancel({ filter: jobFilterSchema.parse({}) })).toBe(2);
    await inState(busy!, 'cancelled');
  });
});

describe('dead letters', () => {
  it('are kept with their reason and get all their attempts again', async () => {
    const [job] = await bench.run(engine, 'crash-read.csv');
    expect(job).toMatchObject({ state: 'dead', attempt: 3, fault: { code: 'WORKER_DIED' } });
    expect(await engine.jobs.redrive({ filter: jobFilterSchema.parse({ states: ['dead'] }) })).toBe(1);
    const [again] = await engine.jobs.waitForEnd([job!.id]);
    expect(again).toMatchObject({ state: 'dead', attempt: 6 });
    const { attempts, logLines } = await engine.jobs.history(job!.id);
    expect(attempts.map(({ end }) => end)).toEqual(Array(6).fill('failed'));
    expect(logLines.map(({ attempt, level }) => [attempt, level])).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, 'error']));
  });
});

describe('the order of the queue', () => {
  it('is that in which they once came where many begin anew together', async () => {
    await engine.jobs.setQueuePaused(true);
    const jobs = await bench.submit(engine, 'a.csv', 'b.csv', 'c.csv', 'd.csv');
    await engine.jobs.cancel({ filter: jobFilterSchema.parse({}) });
    expect(await engine.jobs.redrive({ batchId: jobs[0]!.batchId })).toBe(4);
    const page = { limit: 10, offset: 0, order: 'queue' } as const;
    const { jobs: waiting } = await engine.jobs.list(jobFilterSchema.parse({ states: ['queued'] }), page);
    expect(ids(waiting)).toEqual(ids(jobs));
  });

  it('follows priorities, and a person who moves a job', async () => {
    const [busy] = await bench.submit(engine, 'slow-read.csv');
    await inState(busy!, 'running');
    const [a, b, c, d] = await bench.submit(engine, 'a.csv', 'b.csv', 'c.csv', 'd.csv');
    expect(await engine.jobs.setPriority({ ids: [c!.id] }, 'high')).toBe(1);
    expect(await engine.jobs.move([d!.id], b!.id)).toBe(1);
    const reasons = await Promise.all([c, a, d, b].map(async (job) => (await engine.jobs.get(job!.id)).waitReason));
    expect(reasons).toEqual([
      { kind: 'slots', running: 1, maximum: 1 },
      { kind: 'behind', jobs: 1, higherPriority: 1 },
      { kind: 'behind', jobs: 2, higherPriority: 1 },
      { kind: 'behind', jobs: 3, higherPriority: 1 },
    ]);
    const started: string[] = [];
    const ended = engine.jobs.waitForEnd(ids([a!, b!, c!, d!]), (job) => {
      if (job.state === 'running' && !started.includes(job.fileName)) started.push(job.fileName);
    });
    await engine.jobs.cancel({ ids: [busy!.id] });
    await ended;
    expect(started).toEqual(['c.csv', 'a.csv', 'd.csv', 'b.csv']);
  });
});

describe('a start at a time', () => {
  it('is kept, and the job says so', async () => {
    const ticket = await engine.tickets.issueTicket(await bench.file('later.csv'));
    const startAtMs = Date.now() + 1_200;
    const submission = { recipe: 'profile', startAtMs, inputs: [{ ticket: ticket.id, tables: null }] };
    const { jobs } = await engine.jobs.submit(submissionSchema.parse(submission));
    expect(jobs[0]).toMatchObject({ state: 'scheduled', waitReason: { kind: 'scheduled', atMs: startAtMs } });
    const [job] = await engine.jobs.waitForEnd(ids(jobs));
    expect(job!.startedAtMs).toBeGreaterThanOrEqual(startAtMs);
    expect(await causesOf(job!)).toEqual(['submitted', 'due', 'started', 'finished']);
  });
});

describe('what a person does', () => {
  it('is in the audit, once for each request', async () => {
    const jobs = await bench.run(engine, 'a.csv', 'b.csv');
    await engine.jobs.pin({ ids: [jobs[0]!.id] }, true);
    expect((await engine.jobs.get(jobs[0]!.id)).isPinned).toBe(true);
    await engine.jobs.setQueuePaused(true);
    await engine.jobs.remove({ ids: [jobs[1]!.id] });
    const { entries } = await engine.upkeep.listAudit({ limit: 10, offset: 0, search: '' });
    expect(entries.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`)).toEqual([
      'person deleted b.csv',
      'person queuePaused the queue',
      'person pinned a.csv',
      'person submitted a.csv (2 jobs)',
    ]);
    expect(await engine.upkeep.verifyAudit()).toMatchObject({ isIntact: true, entries: 4 });
  });

  it('is one entry also for jobs of which some run and some wait', async () => {
    const jobs = await bench.submit(engine, 'slow-read.csv', 'a.csv', 'b.csv');
    await inState(jobs[0]!, 'running');
    expect(await engine.jobs.cancel({ ids: ids(jobs) })).toBe(3);
    for (const job of jobs) await inState(job, 'cancelled');
    const { entries } = await engine.upkeep.listAudit({ limit: 10, offset: 0, search: 'cancelled' });
    expect(entries.map(({ action, subject }) => `${action} ${subject}`)).toEqual(['cancelled 3 jobs']);
  });
});
