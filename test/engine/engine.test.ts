import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobFilterSchema } from '../../contract/job-requests.ts';
import type { Job } from '../../contract/jobs.ts';
import { submissionSchema } from '../../contract/recipes.ts';
import type { Engine } from '../../engine/engine.ts';
import { EngineBench } from '../builders/scripted-engine.ts';

/** For a machine that has other work as well. */
const patiently = { timeout: 30_000 };

let bench: EngineBench;
beforeEach(async () => {
  bench = await EngineBench.open();
});
afterEach(() => bench.close());

/** What lies in the scratch folders of all hosts. */
async function scratchOf(dataFolder: string): Promise<string[]> {
  const scratch = path.join(dataFolder, 'scratch');
  const hosts = await readdir(scratch);
  return (await Promise.all(hosts.map((host) => readdir(path.join(scratch, host))))).flat();
}

const everyJob = jobFilterSchema.parse({});

describe('a profile job', () => {
  it('goes from queued to completed with its artifacts under their digests', async () => {
    const engine = await bench.engine();
    const seen: Job[] = [];
    const [submitted] = await bench.submit(engine, 'good.csv');
    expect(submitted).toMatchObject({ state: 'queued', attempt: 0, fileName: 'good.csv', fault: null, artifacts: [] });
    const [job] = await engine.jobs.waitForEnd([submitted!.id], (change) => seen.push(change));
    expect(job).toMatchObject({ state: 'completed', attempt: 1, rows: 3, columns: 2, sheet: 'Table', fault: null });
    expect(job!.progress).toMatchObject({ fraction: 1, stage: 'finishing' });
    expect(job!.durationMs).toBeGreaterThan(0);
    const kinds = job!.artifacts.map((artifact) => artifact.kind).sort();
    const made = ['profile-columns', 'profile-correlations', 'profile-overview', 'rows'];
    expect(kinds).toEqual(['import-report', ...made]);
    for (const artifact of job!.artifacts) {
      const bytes = await readFile(engine.results.artifactPath(artifact));
      expect(bytes.length).toBe(artifact.sizeBytes);
    }
    expect(await engine.results.getOverview(job!.id)).toMatchObject({
      rows: 3,
      missing: 2,
      duplicates: expect.any(Number),
    });
    const fractions = seen.map((change) => change.progress.fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    await expect.poll(() => scratchOf(bench.dataFolder), patiently).toEqual([]);
  });

  it('shows overview and columns before its correlations stand', async () => {
    const engine = await bench.engine();
    const [job] = await bench.submit(engine, 'slow-correlate.large.csv');
    const shown = await new Promise<Job>((resolve) => {
      void engine.jobs.waitForEnd([job!.id], (change) => {
        if (change.artifacts.length > 0) resolve(change);
      });
    });
    expect(shown.state).toBe('running');
    const kinds = shown.artifacts.map((artifact) => artifact.kind).sort();
    expect(kinds).toEqual(['import-report', 'profile-columns', 'profile-overview']);
    expect(await engine.results.getOverview(job!.id)).toMatchObject({ rows: 3, duplicates: null });
    await expect(engine.results.getCorrelations(job!.id)).rejects.toMatchObject({ code: 'RESULT_NOT_READY' });
    await engine.jobs.cancel({ ids: [job!.id] });
    await engine.jobs.waitForEnd([job!.id]);
  });

  it('reads all slices again as text where types mix in one', async () => {
    const engine = await bench.engine();
    const [job] = await bench.run(engine, 'mixed.csv');
    expect(job).toMatchObject({ state: 'completed', rows: 3 });
  });

  it('makes one report of two requests, keeps it, and drops it with the job', async () => {
    const engine = await bench.engine();
    const [job] = await bench.run(engine, 'good.csv');
    const make = () => engine.results.makeReport(job!.id, 'html', 'zh-CN');
    const [first, second] = await Promise.all([make(), make()]);
    expect(second).toEqual(first);
    expect(await make()).toEqual(first);
    const other = await engine.results.makeReport(job!.id, 'html', 'en');
    expect(other.sha256).not.toBe(first.sha256);
    expect((await engine.jobs.get(job!.id)).artifacts).toHaveLength(7);
    expect(await readFile(engine.results.artifactPath(first), 'utf8')).toContain('html zh-CN');
    expect(await engine.jobs.remove({ ids: [job!.id] })).toBe(1);
    await expect(readFile(engine.results.artifactPath(first))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(engine.results.getOverview(job!.id)).rejects.toMatchObject({ code: 'JOB_UNKNOWN' });
  });

  it('keeps a file that two jobs made alike until both are removed', async () => {
    const engine = await bench.engine();
    const [first] = await bench.run(engine, 'good.csv');
    const again = await engine.jobs.rerun(first!.id);
    const [second] = await engine.jobs.waitForEnd([again.id]);
    const rows = (job: Job) => job.artifacts.find((artifact) => artifact.kind === 'rows')!;
    expect(rows(second!)).toEqual(rows(first!));
    await engine.jobs.remove({ ids: [first!.id] });
    await expect(readFile(engine.results.artifactPath(rows(second!)), 'utf8')).resolves.toBe('rows of good.csv');
    await engine.jobs.remove({ ids: [second!.id] });
    await expect(readFile(engine.results.artifactPath(rows(second!)))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a job that cannot be done', () => {
  it.each([
    ['crash-read.csv', 'WORKER_DIED'],
    ['uncaught-describe.csv', 'WORKER_DIED'],
    ['exit-plan.csv', 'WORKER_DIED'],
    ['memory-describe.csv', 'WORKER_DIED'],
    ['junk-store.csv', 'INTERNAL'],
    ['full-store.csv', 'DISK_FULL'],
  ])(
    '%s ends dead with %s after three attempts, leaves no scratch, and the files beside it complete',
    async (name, code) => {
      const engine = await bench.engine({ threadHeapMegabytes: 64 });
      const jobs = await bench.run(engine, 'good.csv', name, 'other.csv');
      expect(jobs.map((job) => job.state)).toEqual(['completed', 'dead', 'completed']);
      expect(jobs[1]).toMatchObject({ attempt: 3, fault: { code } });
      await expect.poll(() => scratchOf(bench.dataFolder), patiently).toEqual([]);
    },
  );

  it('says what happened to the file since it was chosen', async () => {
    const engine = await bench.engine();
    const ticketFor = async (name: string, text?: string) => engine.tickets.issueTicket(await bench.file(name, text));
    const missing = await ticketFor('missing.csv');
    const changed = await ticketFor('changed.csv');
    const touched = await ticketFor('touched.csv');
    const empty = await ticketFor('empty.csv', '');
    const good = await ticketFor('good.csv');
    const folder = await engine.tickets.issueTicketForAnything(bench.folder);
    await rm(path.join(bench.folder, 'missing.csv'));
    await writeFile(path.join(bench.folder, 'changed.csv'), 'a,b\n1,2\n');
    await utimes(path.join(bench.folder, 'touched.csv'), 1, 1);
    const inputs = [missing, changed, touched, empty, folder, good].map(({ id }) => ({ ticket: id, tables: null }));
    const { jobs } = await engine.jobs.submit(submissionSchema.parse({ recipe: 'profile', inputs }));
    const ended = await engine.jobs.waitForEnd(jobs.map((job) => job.id));
    const codes = ended.map((job) => job.fault?.code ?? null);
    expect(codes).toEqual(['FILE_MISSING', 'FILE_CHANGED', 'FILE_CHANGED', 'FILE_EMPTY', 'FILE_IS_FOLDER', null]);
    // Run again, a changed file is taken as it is now.
    const again = await engine.jobs.rerun(ended[1]!.id);
    expect((await engine.jobs.waitForEnd([again.id]))[0]).toMatchObject({ state: 'completed', rows: 1 });
  });

  it('is stopped when an attempt takes too long', async () => {
    const engine = await bench.engine({ settings: { attemptTimeoutMinutes: 0.3 / 60, maxAttempts: 1 } });
    const [job] = await bench.run(engine, 'hang-describe.csv');
    expect(job).toMatchObject({ state: 'dead', fault: { code: 'JOB_TIMED_OUT' } });
  });

  it('refuses a table without rows', async () => {
    const engine = await bench.engine();
    const ticket = await engine.tickets.issueTicket(await bench.file('bare.csv', 'a,b\n'));
    const inputs = [{ ticket: ticket.id, tables: null }];
    const [submitted] = (await engine.jobs.submit(submissionSchema.parse({ recipe: 'profile', inputs }))).jobs;
    const [job] = await engine.jobs.waitForEnd([submitted!.id]);
    expect(job).toMatchObject({ state: 'dead', fault: { code: 'TABLE_EMPTY', values: { file: 'bare.csv' } } });
  });
});

describe('cancelling', () => {
  const whenRunning = (engine: Engine, id: string) =>
    new Promise<void>((resolve) => {
      void engine.jobs.waitForEnd([id], (job) => {
        if (job.state === 'running') resolve();
      });
    });

  it.each(['slow-read.csv', 'hang-read.csv'])('ends %s as cancelled and frees its thread', async (name) => {
    const engine = await bench.engine();
    const [job] = await bench.submit(engine, name);
    await whenRunning(engine, job!.id);
    expect(await engine.jobs.cancel({ ids: [job!.id] })).toBe(1);
    expect((await engine.jobs.get(job!.id)).progress.stage).toBe('cancelling');
    const [ended] = await engine.jobs.waitForEnd([job!.id]);
    expect(ended).toMatchObject({ state: 'cancelled', fault: null });
    expect((await bench.run(engine, 'good.csv'))[0]!.state).toBe('completed');
    await expect.poll(() => scratchOf(bench.dataFolder), patiently).toEqual([]);
  });

  it('takes a waiting job out of the queue at once and leaves an ended one alone', async () => {
    const engine = await bench.engine({ settings: { maxRunningJobs: 1 } });
    const [running, waiting] = await bench.submit(engine, 'slow-read.csv', 'good.csv');
    await whenRunning(engine, running!.id);
    expect(await engine.jobs.cancel({ ids: [waiting!.id] })).toBe(1);
    expect(await engine.jobs.get(waiting!.id)).toMatchObject({ state: 'cancelled', attempt: 0 });
    expect(await engine.jobs.cancel({ ids: [waiting!.id] })).toBe(0);
    expect(await engine.jobs.remove({ ids: [running!.id] })).toBe(0);
    await engine.jobs.cancel({ ids: [running!.id] });
    await engine.jobs.waitForEnd([running!.id]);
    expect(await engine.jobs.remove({ ids: [running!.id, waiting!.id] })).toBe(2);
    const page = { limit: 10, offset: 0, order: 'newest' as const };
    expect(await engine.jobs.list(everyJob, page)).toEqual({ jobs: [], total: 0 });
  });
});

describe('many jobs', () => {
  it('run at most three at once, first come first served', async () => {
    const engine = await bench.engine();
    const names = Array.from({ length: 9 }, (_, index) => `file${index}.csv`);
    const jobs = await bench.submit(engine, ...names);
    const started: string[] = [];
    let running = new Set<string>();
    let most = 0;
    const note = (job: Job) => {
      if (job.state === 'running') running.add(job.id);
      else running = new Set([...running].filter((id) => id !== job.id));
      if (job.state === 'running' && !started.includes(job.fileName)) started.push(job.fileName);
      most = Math.max(most, running.size);
    };
    const ended = await engine.jobs.waitForEnd(
      jobs.map((job) => job.id),
      note,
    );
    expect(ended.every((job) => job.state === 'completed')).toBe(true);
    expect(most).toBe(3);
    expect(started).toEqual(names);
    const page = await engine.jobs.list(everyJob, { limit: 4, offset: 2, order: 'newest' });
    expect(page.jobs.map((job) => job.fileName)).toEqual([6, 5, 4, 3].map((n) => `file${n}.csv`));
    expect(page.total).toBe(9);
  });

  it('are told to a watcher: first the counts, then changes, and removals', async () => {
    const engine = await bench.engine();
    await bench.run(engine, 'early.csv');
    const leaving = new AbortController();
    const watcher = engine.jobs.watch(leaving.signal);
    const first = await watcher.next();
    expect(first.value).toMatchObject({ type: 'jobsReset', isQueuePaused: false, counts: { completed: 1 } });
    const [after] = await bench.submit(engine, 'pause-describe.csv');
    const states: string[] = [];
    const sums: string[] = [];
    for await (const event of watcher) {
      if (event.type === 'batchChanged') {
        expect(event.batch.id).toBe(after!.batchId);
        sums.push(event.type);
        if (event.batch.finishedAtMs !== null) break;
      } else if (event.type === 'jobChanged' && event.job.id === after!.id) states.push(event.job.state);
    }
    expect(states.at(-1)).toBe('completed');
    expect(new Set(states)).toContain('running');
    const second = engine.jobs.watch(leaving.signal);
    await second.next();
    await engine.jobs.remove({ ids: [after!.id] });
    expect((await second.next()).value).toEqual({ type: 'jobRemoved', id: after!.id });
    expect((await second.next()).value).toMatchObject({ type: 'countsChanged', counts: { completed: 1 } });
    const pending = second.next();
    leaving.abort();
    expect(await pending).toMatchObject({ done: true });
  });
});

describe('an engine that ends with work in hand', () => {
  it('leaves running jobs to the next one, which completes them', async () => {
    const first = await bench.engine();
    const [job] = await bench.submit(first, 'slow-describe.csv');
    await new Promise<void>((resolve) => {
      void first.jobs.waitForEnd([job!.id], (change) => {
        if (change.progress.stage === 'describing') resolve();
      });
    });
    await first.close();
    await bench.file('slow-describe.csv'); // unchanged bytes, but a new time: it is another file now
    const second = await bench.engine();
    // It was put back in order: nothing was lost that had to be recovered, and no attempt failed.
    expect(second.recoveredJobs).toBe(0);
    const [ended] = await second.jobs.waitForEnd([job!.id]);
    expect(ended).toMatchObject({ state: 'dead', attempt: 2, fault: { code: 'FILE_CHANGED' } });
    const { attempts } = await second.jobs.history(job!.id);
    expect(attempts.map(({ end }) => end)).toEqual(['hostClosed', 'failed']);
  });

  it('refuses a data folder that cannot be written', async () => {
    const dataFolder = path.join(await bench.file('a-file'), 'data');
    await expect(bench.engine({ dataFolder })).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
  });
});
