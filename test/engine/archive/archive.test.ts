import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobFilterSchema } from '../../../contract/job-requests.ts';
import { openDatabase } from '../../../engine/archive/database.ts';
import { archiveVersion, readVersion } from '../../../engine/archive/migrations.ts';
import { openArchive } from '../../../engine/archive/open-archive.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { bundle } from '../../../scripts/build.mjs';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';
import { recount } from '../../builders/recount.ts';

let folder: ArchiveFolder;
beforeEach(async () => {
  folder = await ArchiveFolder.make();
});
afterEach(() => folder.remove());

const cause = { nowMs: 1000, hostId: 'host' };

describe('opening an archive', () => {
  it('makes it durable', () => {
    folder.open().close();
    const database = openDatabase(folder.file, 0);
    expect(readVersion(database)).toBe(archiveVersion);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
  });

  it.skipIf(process.platform === 'win32')('keeps it, and the log beside it, from other people', async () => {
    const archive = folder.open();
    for (const file of [folder.file, `${folder.file}-wal`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
    archive.close();
  });

  it('refuses one from a newer version and does not touch a byte of it', async () => {
    folder.open().close();
    folder.tamper(`PRAGMA user_version = ${archiveVersion + 1}; PRAGMA wal_checkpoint(TRUNCATE)`);
    const before = await readFile(folder.file);
    expect(() => folder.open()).toThrow(expect.objectContaining({ code: 'ARCHIVE_TOO_NEW' }));
    expect((await readFile(folder.file)).equals(before)).toBe(true);
  });

  it('says that a damaged one is damaged', async () => {
    await writeFile(folder.file, 'this is no database, however long it may be. '.repeat(200));
    expect(() => folder.open()).toThrow(expect.objectContaining({ code: 'ARCHIVE_DAMAGED' }));
  });

  it('undoes a migration that breaks off', () => {
    folder.tamper('CREATE TABLE job_events (anything TEXT)'); // in the way of the first migration's second table
    expect(() => openArchive(folder.dataFolder)).toThrow();
    const after = openDatabase(folder.file, 0);
    expect(readVersion(after)).toBe(0);
    expect(after.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = 'jobs'`).get()).toEqual({ n: 0 });
    after.close();
  });

  it('is done by several processes at the same instant, which share the queue then: each job is completed once', async () => {
    const program = fileURLToPath(new URL('../../../dist/test/archive-process.js', import.meta.url));
    await bundle('test/fixtures/archive-process.ts', program);
    const [hosts, jobsOfEach] = [4, 50];
    const startAtMs = Date.now() + 1500;
    const run = (host: number) => {
      const args = [program, folder.dataFolder, `host ${host}`, startAtMs, jobsOfEach, hosts * jobsOfEach];
      return promisify(execFile)(process.execPath, args.map(String));
    };
    await Promise.all(Array.from({ length: hosts }, (_, host) => run(host)));
    const archive = folder.open();
    const filter = jobFilterSchema.parse({});
    const { jobs } = await archive.jobPages.page({ filter, order: 'newest', limit: 1000, offset: 0 });
    expect(jobs).toHaveLength(hosts * jobsOfEach);
    for (const job of jobs) {
      expect(job).toMatchObject({ state: 'completed', attempt: 1 });
      const states = archive.jobHistory.read(job.sequence).events.map((event) => event.state);
      expect(states).toEqual(['queued', 'running', 'completed']);
    }
    expect(new Set(jobs.map((job) => job.rank)).size).toBe(jobs.length);
    expect(recount(folder)).toEqual([]);
  });
});

describe('jobs in the archive', () => {
  it('are removed once they have ended, pinned ones only when asked by name, with their batch when it is empty', async () => {
    const archive = folder.open();
    const queue = new EmbeddedQueue(archive);
    const batch = newBatch();
    const records = await queue.submit(
      batch,
      ['a', 'b', 'c', 'd'].map((name) => newJob(name)),
      cause,
    );
    const ids = records.map((record) => record.id);
    const claims = await queue.claim({ hostId: 'host', leaseMs: 1, limit: 3, nowMs: 1000, maxRunning: 9 });
    await queue.settle(
      claims.map((claim) => ({ claim, end: { kind: 'completed', durationMs: 2.5 } as const })),
      2000,
    );
    expect(archive.jobs.pin([ids[0]!, ids[1]!, ids[0]!], true)).toEqual([ids[0], ids[1]]);
    expect(archive.jobs.pin([ids[1]!], true)).toEqual([]);
    expect(archive.jobs.removeEnded(ids, true)).toEqual([ids[2]]);
    expect(archive.batches.find(batch.id)).toMatchObject({ jobs: 3, durationMs: 5, finishedAtMs: null });
    expect(archive.jobs.removeEnded(ids, false)).toEqual([ids[0], ids[1]]);
    await queue.cancelWaiting([ids[3]!], { ...cause, nowMs: 3000 });
    expect(archive.batches.find(batch.id)).toMatchObject({ jobs: 1, durationMs: 0, finishedAtMs: 3000 });
    const seen = archive.jobChanges.newest();
    expect(archive.jobs.removeEnded([ids[3]!, ids[3]!], true)).toEqual([ids[3]]);
    expect(archive.batches.find(batch.id)).toBeNull();
    expect(archive.jobChanges.removalsSince(seen.removal, 10).map((one) => one.jobId)).toEqual([ids[3]]);
    expect(recount(folder)).toEqual([]);
  });

  it('have a history: events, attempts with their ends, and the shards an attempt found finished', async () => {
    const archive = folder.open();
    const queue = new EmbeddedQueue(archive);
    folder.tamper(
      `INSERT INTO hosts (id, name, kind, pid, is_working, started_at_ms) VALUES ('host', 'app (1)', 'app', 1, 1, 1)`,
    );
    const [job] = await queue.submit(newBatch(), [newJob('a.csv', { maxAttempts: 2 })], cause);
    const claim = async (nowMs: number) =>
      (await queue.claim({ hostId: 'host', leaseMs: 1, limit: 1, nowMs, maxRunning: 9 }))[0]!;
    const fault = { code: 'WORKER_DIED', values: {}, detail: 'memory' } as const;
    const first = await claim(1100);
    folder.tamper(`INSERT INTO shards VALUES (${job!.sequence}, 0, 'columns 1 to 4', 1150, 50, 1, '{}'),
      (${job!.sequence}, 1, 'columns 5 to 8', NULL, NULL, NULL, NULL)`);
    await queue.settle([{ claim: first, end: { kind: 'failed', durationMs: 100, fault, retryAtMs: 1200 } }], 1200);
    await claim(1300);
    await queue.recover(['host'], { ...fault, code: 'HOST_LOST' }, 1400, 1400);
    const history = archive.jobHistory.read(job!.sequence);
    expect(history.events.map(({ state, cause, attempt }) => `${state} ${cause} ${attempt}`)).toEqual([
      ...['queued submitted 0', 'running started 1', 'queued retrying 1', 'running started 2', 'dead hostLost 2'],
    ]);
    expect(history.attempts).toEqual([
      { number: 1, startedAtMs: 1100, endedAtMs: 1200, end: 'failed', fault, hostName: 'app (1)', shardsKept: 0 },
      expect.objectContaining({ number: 2, startedAtMs: 1300, endedAtMs: 1400, end: 'hostLost', shardsKept: 1 }),
    ]);
    expect(history.shards.map((shard) => shard.finishedAtMs)).toEqual([1150, null]);
  });

  it('do not lose an attempt to the end of its host when it had finished a shard', async () => {
    const archive = folder.open();
    const queue = new EmbeddedQueue(archive);
    const [job] = await queue.submit(newBatch(), [newJob('a.csv', { maxAttempts: 1 })], cause);
    const fault = { code: 'HOST_LOST', values: {}, detail: null } as const;
    const start = () => queue.claim({ hostId: 'host', leaseMs: 1, limit: 1, nowMs: 2000, maxRunning: 9 });
    await start();
    folder.tamper(`INSERT INTO shards VALUES (${job!.sequence}, 0, 'columns', 1150, 50, 1, '{}')`);
    await queue.recover(['host'], fault, 2000, 2000);
    expect(await queue.find(job!.id)).toMatchObject({ state: 'queued', failures: 0 });
    await start();
    await queue.recover(['host'], fault, 2000, 2000);
    expect(await queue.find(job!.id)).toMatchObject({ state: 'dead', failures: 1 });
  });
});
