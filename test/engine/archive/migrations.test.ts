import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobFilterSchema } from '../../../contract/job-requests.ts';
import type { JobState } from '../../../contract/job-states.ts';
import { profileOptionsSchema } from '../../../contract/recipes.ts';
import { openDatabase } from '../../../engine/archive/database.ts';
import { fifthSchema } from '../../../engine/archive/fifth-schema.ts';
import { firstSchema } from '../../../engine/archive/first-schema.ts';
import { fourthSchema } from '../../../engine/archive/fourth-schema.ts';
import { archiveVersion } from '../../../engine/archive/migrations.ts';
import { secondSchema } from '../../../engine/archive/second-schema.ts';
import { sixthSchema } from '../../../engine/archive/sixth-schema.ts';
import { thirdSchema } from '../../../engine/archive/third-schema.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';
import { recount } from '../../builders/recount.ts';

let folder: ArchiveFolder;
beforeEach(async () => {
  folder = await ArchiveFolder.make();
});
afterEach(() => folder.remove());

const options = profileOptionsSchema.parse({});
const fault = { code: 'TABLE_EMPTY', values: { file: 'failed.csv' }, detail: null } as const;
const sha256 = 'a'.repeat(64);

interface OldJob {
  readonly id: string;
  readonly batchId: string;
  readonly state: string;
  readonly fileName: string;
}

/** An archive as version 1 wrote it: two batches, jobs in all the states there were, one of them with an artifact. */
function writeVersionOne(): OldJob[] {
  const database = openDatabase(folder.file, 0);
  database.exec(`PRAGMA journal_mode = WAL; ${firstSchema} PRAGMA user_version = 1`);
  const batchIds = [randomUUID(), randomUUID()];
  const names: [string, string, number][] = [
    ['queued', 'Äpfel QUEUED.csv', 0],
    ['running', 'running.csv', 0],
    ['completed', '成绩.xlsx', 0],
    ['failed', 'failed.csv', 1],
    ['cancelled', 'cancelled.csv', 1],
  ];
  const insert = database.prepare(`INSERT INTO jobs (id, batch_id, recipe, options, state, input_path, input_file_name,
    input_size_bytes, input_modified_at_ms, sheet, created_at_ms, started_at_ms, finished_at_ms, attempt, fencing_token,
    rows, columns, duration_ms, fault) VALUES (?, ?, 'profile', ?, ?, ?, ?, 10, 5.25, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const event = database.prepare(
    'INSERT INTO job_events (job_sequence, at_ms, state, attempt, fault) VALUES (?, ?, ?, ?, ?)',
  );
  const jobs = names.map(([state, fileName, batch], place): OldJob => {
    const job = { id: randomUUID(), batchId: batchIds[batch]!, state, fileName };
    const [createdAtMs, hasBegun] = [1000 + place, state !== 'queued'];
    const hasEnded = !['queued', 'running'].includes(state);
    const faultText = state === 'failed' ? JSON.stringify(fault) : null;
    const sheet = state === 'completed' ? '一班' : null;
    const { lastInsertRowid } = insert.run(
      ...[job.id, job.batchId, JSON.stringify(options), state, `/data/${fileName}`, fileName, sheet, createdAtMs],
      ...[hasBegun ? 2000 : null, hasEnded ? 3000 + place : null, hasBegun ? 1 : 0, hasBegun ? 1 : 0],
      ...[sheet && 7, sheet && 3, hasEnded ? 12.5 : null, faultText],
    );
    event.run(lastInsertRowid, createdAtMs, 'queued', 0, null);
    if (hasBegun) event.run(lastInsertRowid, 2000, 'running', 1, null);
    if (hasEnded) event.run(lastInsertRowid, 3000 + place, state, 1, faultText);
    return job;
  });
  database.exec(`INSERT INTO contents VALUES ('${sha256}', '.json', 5, 3000);
    INSERT INTO job_artifacts VALUES (3, 'profile-overview', '', '${sha256}', '.json')`);
  database.close();
  return jobs;
}

describe('an archive of version 1', () => {
  it('is taken over with all its jobs, their history and their artifacts', async () => {
    const [queued, running, completed, failed, cancelled] = writeVersionOne();
    const archive = folder.open();
    const find = (job: OldJob | undefined) => archive.jobs.find(job!.id)!;
    const submitter = { kind: 'person', name: null };
    expect(find(queued)).toMatchObject({ state: 'queued', submitter, priority: 'normal', maxAttempts: 3, failures: 0 });
    expect(find(running)).toMatchObject({ state: 'queued', attempt: 1, startedAtMs: null, leaseHost: null });
    expect(find(completed)).toMatchObject({
      ...{ state: 'completed', sheet: '一班', rows: 7, durationMs: 12.5, isPinned: false, options },
      artifacts: [{ kind: 'profile-overview', variant: '', sha256, sizeBytes: 5, extension: '.json' }],
    });
    expect(find(failed)).toMatchObject({ state: 'dead', fault, finishedAtMs: 3003 });
    expect(find(cancelled)).toMatchObject({ state: 'cancelled' });
    const attempts = (job: OldJob | undefined) => archive.jobHistory.read(find(job).sequence).attempts;
    expect(attempts(running)).toMatchObject([{ number: 1, end: 'hostLost' }]);
    expect(attempts(failed)).toMatchObject([{ startedAtMs: 2000, endedAtMs: 3003, end: 'failed', fault }]);
    expect(attempts(completed)).toMatchObject([{ number: 1, end: 'completed', hostName: '' }]);
    expect(recount(folder)).toEqual([]);
  });

  it('has batches named after their first file, with their counts and sums', () => {
    const [queued, , , failed] = writeVersionOne();
    const archive = folder.open();
    const { entries } = archive.batches.entries(10, 0);
    expect(entries.map((entry) => entry.type === 'batch' && entry.batch)).toMatchObject([
      { id: failed!.batchId, name: 'failed.csv', jobs: 2, counts: { dead: 1, cancelled: 1 }, finishedAtMs: 3004 },
      { id: queued!.batchId, name: 'Äpfel QUEUED.csv', counts: { queued: 2, completed: 1 }, rows: 7, sizeBytes: 10 },
    ]);
    expect(entries[1]).toMatchObject({ batch: { finishedAtMs: null, createdAtMs: 1000, durationMs: 12.5 } });
  });

  it('can be searched, and worked off in the old order', async () => {
    const [queued, running, , failed] = writeVersionOne();
    const archive = folder.open();
    const search = async (text: string) => {
      const filter = jobFilterSchema.parse({ search: text });
      return (await archive.jobPages.page({ filter, order: 'newest', limit: 10, offset: 0 })).total;
    };
    const found = ['äpfel', '一班', '.csv', 'nothing'].map(search);
    expect(await Promise.all(found)).toEqual([1, 1, 4, 0]);
    const queue = new EmbeddedQueue(archive);
    const cause = { nowMs: 5000, hostId: 'host' };
    expect(await queue.redrive([failed!.id], cause)).toEqual([failed!.id]);
    const claims = await queue.claim({ hostId: 'host', leaseMs: 1000, limit: 9, nowMs: 6000, maxRunning: 9 });
    expect(claims.map((claim) => claim.id)).toEqual([queued!.id, running!.id, failed!.id]);
    expect(claims[1]).toMatchObject({ fencingToken: 2, record: { attempt: 2 } });
    expect(recount(folder)).toEqual([]);
  });
});

describe('an archive of version 2', () => {
  it('gets the libraries, empty, and keeps everything else as it was', () => {
    const [, , completed] = writeVersionOne();
    const database = openDatabase(folder.file, 0);
    database.function('lowercase', { deterministic: true }, (text: string) => text.toLowerCase());
    database.exec(`${secondSchema} PRAGMA user_version = 2`);
    const jobs = database.prepare('SELECT * FROM jobs').all();
    database.close();
    const archive = folder.open();
    expect(archive.models.page('', 10, 0)).toEqual({ models: [], total: 0 });
    expect(archive.library.list()).toEqual([]);
    expect(archive.queryHistory.list('', 10)).toEqual([]);
    expect(archive.jobs.find(completed!.id)).toMatchObject({ artifacts: [{ kind: 'profile-overview', sha256 }] });
    const reopened = openDatabase(folder.file, 0);
    expect(reopened.prepare('SELECT * FROM jobs').all()).toEqual(
      jobs.map((job) => ({
        ...{ ...job, is_fresh: 0, arrival: null, listed_state: job.state },
        ...{ start_event: null, end_event: null, room: null },
      })),
    );
    expect(reopened.prepare('PRAGMA user_version').get()).toEqual({ user_version: archiveVersion });
    reopened.close();
    expect(recount(folder)).toEqual([]);
  });
});

describe('an archive of version 5', () => {
  it('lists jobs by their states as before, running ones too', async () => {
    const old = writeVersionOne();
    const database = openDatabase(folder.file, 0);
    database.function('lowercase', { deterministic: true }, (text: string) => text.toLowerCase());
    database.exec(`${secondSchema} ${thirdSchema} ${fourthSchema} ${fifthSchema} PRAGMA user_version = 5;
      UPDATE jobs SET state = 'running', lease_host = 'gone', lease_expires_at_ms = 1 WHERE sequence = 1;
      UPDATE batches SET queued = 1, running = 1 WHERE sequence = 1;
      UPDATE totals SET queued = 1, running = 1`);
    database.close();
    const archive = folder.open();
    const names = async (...states: JobState[]) => {
      // The search has all jobs looked at.
      const filter = jobFilterSchema.parse({ states, search: '.' });
      const { jobs } = await archive.jobPages.page({ filter, order: 'newest', limit: 10, offset: 0 });
      return jobs.map(({ input }) => input.fileName);
    };
    const [queued, running, completed, failed, cancelled] = old.map(({ fileName }) => fileName);
    expect(await names('running')).toEqual([queued]);
    expect(await names('queued')).toEqual([running]);
    expect(await names('completed', 'dead', 'cancelled')).toEqual([cancelled, failed, completed]);
    expect(await names('running', 'dead')).toEqual([failed, queued]);
    const lost = { code: 'WORKER_DIED', values: {}, detail: null } as const;
    const queue = new EmbeddedQueue(archive);
    expect(await queue.recover(['gone'], lost, 9000, 9000)).toEqual([old[0]!.id]);
    const claims = await queue.claim({ hostId: 'host', leaseMs: 1000, limit: 9, nowMs: 9000, maxRunning: 9 });
    await queue.settle([{ claim: claims[0]!, end: { kind: 'completed', durationMs: 5 } }], 9001);
    expect(await names('running')).toHaveLength(1);
    expect(await names('completed')).toHaveLength(2);
    expect(recount(folder)).toEqual([]);
  });
});

describe('an archive of version 6', () => {
  it('keeps what happened to its jobs and their order by duration, and goes on with both', async () => {
    const old = writeVersionOne();
    const database = openDatabase(folder.file, 0);
    database.function('lowercase', { deterministic: true }, (text: string) => text.toLowerCase());
    database.exec(
      `${secondSchema} ${thirdSchema} ${fourthSchema} ${fifthSchema} ${sixthSchema} PRAGMA user_version = 6`,
    );
    const eventsOf = database.prepare(`SELECT state, cause FROM job_events WHERE job_sequence = ? ORDER BY sequence`);
    const before = old.map((_, place) => eventsOf.all(place + 1));
    database.close();
    const archive = folder.open();
    const past = (sequence: number) =>
      archive.jobHistory.read(sequence).events.map(({ state, cause }) => ({ state, cause }));
    expect(old.map((_, place) => past(place + 1))).toEqual(before);
    const byDuration = async () => {
      const filter = jobFilterSchema.parse({});
      const page = await archive.jobPages.page({ filter, order: 'duration', limit: 10, offset: 0 });
      return page.jobs.map(({ durationMs, state }) => [state, durationMs]);
    };
    const ended = (await byDuration()).filter(([state]) =>
      ['completed', 'dead', 'cancelled'].includes(state as string),
    );
    expect(ended).toHaveLength(3);
    expect(ended.map(([, ms]) => ms ?? -1)).toEqual(ended.map(([, ms]) => (ms as number) ?? -1).sort((a, b) => b - a));
    const queue = new EmbeddedQueue(archive);
    const [first] = await queue.claim({ hostId: 'host', leaseMs: 1000, limit: 1, nowMs: 9000, maxRunning: 9 });
    await queue.settle([{ claim: first!, end: { kind: 'completed', durationMs: 1e9 } }], 9001);
    expect(await byDuration()).toContainEqual(['completed', 1e9]);
    expect((await byDuration())[0]).toEqual(['completed', 1e9]);
    expect(
      past(first!.sequence)
        .slice(-2)
        .map(({ cause }) => cause),
    ).toEqual(['started', 'finished']);
    expect(recount(folder)).toEqual([]);
  });
});

describe('an archive of version 4', () => {
  it('has its fresh jobs listed, whose batches and events are there', async () => {
    const old = writeVersionOne();
    const database = openDatabase(folder.file, 0);
    database.function('lowercase', { deterministic: true }, (text: string) => text.toLowerCase());
    database.exec(`${secondSchema} ${thirdSchema} ${fourthSchema} PRAGMA user_version = 4;
      UPDATE jobs SET is_fresh = 1 WHERE sequence >= 4; UPDATE totals SET listed_through = 3`);
    const events = database.prepare('SELECT * FROM job_events').all();
    database.close();
    const archive = folder.open();
    const page = await archive.jobPages.page({
      ...{ filter: jobFilterSchema.parse({}), order: 'name', limit: 10, offset: 0 },
    });
    expect(page.jobs).toHaveLength(old.length);
    const reopened = openDatabase(folder.file, 0);
    expect(reopened.prepare('SELECT * FROM job_events').all()).toEqual(events.map((row) => ({ ...row, is_named: 0 })));
    reopened.close();
    expect(recount(folder)).toEqual([]);
  });
});

describe('an archive of version 3', () => {
  it('lists its jobs as before, and those that come', async () => {
    const old = writeVersionOne();
    const database = openDatabase(folder.file, 0);
    database.function('lowercase', { deterministic: true }, (text: string) => text.toLowerCase());
    database.exec(`${secondSchema} ${thirdSchema} PRAGMA user_version = 3`);
    database.close();
    const archive = folder.open();
    await new EmbeddedQueue(archive).submit(newBatch(), [newJob('bananas.csv')], { nowMs: 9000, hostId: 'host' });
    const names = async (order: 'name' | 'newest', search = '') => {
      const filter = jobFilterSchema.parse({ search });
      const { jobs } = await archive.jobPages.page({ filter, order, limit: 10, offset: 0 });
      return jobs.map(({ input }) => input.fileName);
    };
    const oldNames = old.map(({ fileName }) => fileName);
    expect(await names('newest')).toEqual(['bananas.csv', ...[...oldNames].reverse()]);
    expect((await names('name')).slice(0, 3)).toEqual(['bananas.csv', 'cancelled.csv', 'failed.csv']);
    expect(await names('name', 'bana')).toEqual(['bananas.csv']);
    expect(recount(folder)).toEqual([]);
  });
});
