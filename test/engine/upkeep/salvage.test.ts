import { randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../engine/archive/database.ts';
import type { Archive } from '../../../engine/archive/open-archive.ts';
import { manifestPathOf } from '../../../engine/artifacts/result-manifests.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { openCheckedArchive } from '../../../engine/upkeep/checked-archive.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';
import { recount } from '../../builders/recount.ts';
import { type Random, randomFrom } from '../../crash/random.ts';

const nowMs = Date.UTC(2024, 0, 1);
const pageBytes = 4096;
let folder: ArchiveFolder;
let opened: Archive[];
beforeEach(async () => {
  folder = await ArchiveFolder.make();
  opened = [];
});
afterEach(async () => {
  for (const archive of opened) archive.close();
  await folder.remove();
});

const work = { recipe: 'profile', options: {} };
const watched = (name: string) => ({
  ...{ id: randomUUID(), path: `/data/${name}`, work: work as never, includesSubfolders: false },
  ...{ takesPresentFiles: false, results: { folder: '/out', locale: 'zh-CN' as const }, createdAtMs: nowMs - 5 },
});

interface Filled {
  /** In the order in which they are to begin. */
  readonly waiting: readonly string[];
  readonly paused: string;
  readonly scheduled: string;
  readonly running: string;
  readonly ended: string;
}

/** An archive with 600 jobs in all states, a schedule, two watched folders and settings. */
async function fill(): Promise<Filled> {
  const archive = folder.open();
  const queue = new EmbeddedQueue(archive);
  const cause = { nowMs: nowMs - 1000, hostId: 'host' };
  const first = [newJob('running.csv'), newJob('ended.csv'), newJob('paused.csv'), newJob('high.csv')];
  await queue.submit(newBatch({ name: 'four 文件', submitter: { kind: 'schedule', name: 'Monday' } }), first, cause);
  const many = Array.from({ length: 600 }, (_, place) => newJob(`${place} 学生.csv`));
  const results = { folder: '/out', locale: 'en' as const };
  await queue.submit(newBatch({ results }), many, cause);
  const later = newJob('later.csv', { notBeforeMs: nowMs + 5e6 });
  await queue.submit(newBatch(), [later], cause);
  const [running, ended] = await queue.claim({ ...cause, leaseMs: 1000, limit: 2, maxRunning: 9 });
  await queue.settle([{ claim: ended!, end: { kind: 'completed', durationMs: 1 } }], nowMs);
  await queue.pauseWaiting([first[2]!.id], cause);
  await queue.setPriority([first[3]!.id], 'high', cause);
  await queue.setQueuePaused(true, cause);
  archive.facts.write('engineSettings', { maxRunningJobs: 7 });
  archive.schedules.insert({
    ...{ id: randomUUID(), name: 'each night', trigger: { kind: 'cron', expression: '0 3 * * *', timeZone: 'UTC' } },
    ...{ work: work as never, files: [{ path: '/data/a.csv', tables: null }], results: null },
    ...{ nextRunMs: nowMs + 1000, createdAtMs: nowMs - 9 },
  });
  for (const watch of [watched('one'), watched('two')]) {
    archive.watches.insert(watch);
    archive.watches.notePresent(watch.id, [{ path: 'old.csv', sizeBytes: 3, modifiedAtMs: 1.5 }], nowMs);
    archive.watches.begin(watch.id);
  }
  archive.close();
  const waiting = [running!.id, first[3]!.id, ...many.map(({ id }) => id)];
  return { waiting, paused: first[2]!.id, scheduled: later.id, running: running!.id, ended: ended!.id };
}

/** The pages of a table or an index, its root first. */
function pagesOf(name: string): number[] {
  const database = openDatabase(folder.file, 1000);
  try {
    const { root } = database.prepare('SELECT rootpage AS root FROM sqlite_schema WHERE name = ?').get(name) as {
      root: number;
    };
    const all = database.prepare('SELECT pageno FROM dbstat WHERE name = ?').all(name) as { pageno: number }[];
    return [root, ...all.map(({ pageno }) => pageno).filter((page) => page !== root)];
  } finally {
    database.close();
  }
}

function overwrite(page: number, bytes: Uint8Array): void {
  const file = openSync(folder.file, 'r+');
  writeSync(file, bytes, 0, bytes.length, (page - 1) * pageBytes);
  closeSync(file);
}

const noise = (length: number, random: Random) => Uint8Array.from({ length }, () => random.below(256));

async function salvage(): Promise<Archive> {
  writeFileSync(path.join(folder.dataFolder, 'archive.damaged'), 'archive.damaged-x.sqlite');
  const { archive } = await openCheckedArchive({
    ...{ dataFolder: folder.dataFolder, now: () => nowMs, isThorough: true, check: async () => null },
    onTrouble: (sentence, error) => {
      throw new Error(sentence, { cause: error });
    },
  });
  opened.push(archive);
  return archive;
}

const told = (archive: Archive) => archive.notices.list().at(-1)!;
const stateOf = (archive: Archive, id: string) => archive.jobs.find(id)?.state ?? null;

describe('what waited in an archive that was set aside', () => {
  it('comes back whole where its pages can be read', async () => {
    const { waiting, paused, scheduled, running, ended } = await fill();
    for (const page of pagesOf('jobs_waiting')) overwrite(page, new Uint8Array(pageBytes));
    for (const page of pagesOf('audit')) overwrite(page, noise(pageBytes, randomFrom(1)));
    const archive = await salvage();
    expect(told(archive)).toMatchObject({
      kind: 'waitingSalvaged',
      values: { jobs: 604, schedules: 1, folders: 2, lostJobs: 0, lostSchedules: 0, lostFolders: 0 },
    });
    const queue = new EmbeddedQueue(archive);
    const order = (await queue.head(9999)).filter(({ state }) => state === 'queued').map(({ id }) => id);
    expect(order).toEqual([waiting[1], running, ...waiting.slice(2)]);
    const states = [paused, scheduled, running, ended].map((id) => stateOf(archive, id));
    expect(states).toEqual(['paused', 'scheduled', 'queued', null]);
    expect(archive.jobs.find(running)).toMatchObject({ submitter: { kind: 'schedule', name: 'Monday' } });
    expect(archive.batches.find(archive.jobs.find(waiting[5]!)!.batchId)).toMatchObject({ name: 'batch', jobs: 600 });
    expect(await queue.isQueuePaused()).toBe(true);
    expect(archive.facts.read('engineSettings')).toMatchObject({ maxRunningJobs: 7 });
    expect(archive.schedules.list()).toMatchObject([{ name: 'each night', isEnabled: true, nextRunMs: nowMs + 1000 }]);
    const watches = archive.watches.list();
    expect(watches.map(({ isEnabled, isBegun }) => [isEnabled, isBegun])).toEqual([
      [true, true],
      [true, true],
    ]);
    const file = { path: 'old.csv', sizeBytes: 3, modifiedAtMs: 1.5 };
    expect(watches.every(({ id }) => archive.watches.isKnown(id, file))).toBe(true);
    expect(recount(folder)).toEqual([]);
  });

  it('leaves out only what lies on pages that cannot be read, and says how much that is', async () => {
    const { waiting } = await fill();
    const [, ...leaves] = pagesOf('jobs');
    const random = randomFrom(7);
    for (const page of leaves.slice(2, 5)) overwrite(page, noise(pageBytes, random));
    overwrite(pagesOf('watched_files')[0]!, new Uint8Array(pageBytes));
    const archive = await salvage();
    const { jobs, lostJobs, folders, lostFolders } = told(archive).values as Record<string, number>;
    expect(jobs! + lostJobs!).toBe(604);
    expect(lostJobs).toBeGreaterThan(0);
    expect(lostJobs).toBeLessThan(100);
    const found = waiting.filter((id) => stateOf(archive, id) !== null);
    expect(found.length).toBeGreaterThan(waiting.length - 100);
    // Their files cannot be told from new ones any more, so that they wait to be switched on.
    expect([folders, lostFolders]).toEqual([2, 0]);
    expect(archive.watches.list().map(({ isEnabled, isBegun }) => isEnabled || isBegun)).toEqual([false, false]);
    expect(recount(folder)).toEqual([]);
  });

  it('keeps whose it is and where its results go, though its batch had no row yet', async () => {
    const filled = folder.open();
    const results = { folder: '/out', locale: 'zh-CN' } as const;
    const batch = newBatch({ name: '收件箱', submitter: { kind: 'watchedFolder', name: 'Inbox' }, results });
    const cause = { nowMs: nowMs - 1000, hostId: 'host' };
    await new EmbeddedQueue(filled).submit(batch, [newJob('alone.csv')], cause);
    filled.close();
    overwrite(pagesOf('jobs_waiting')[0]!, new Uint8Array(pageBytes));
    const archive = await salvage();
    expect(told(archive).values).toMatchObject({ jobs: 1, lostJobs: 0 });
    const { name, submitter } = batch;
    expect(archive.batches.find(batch.id)).toMatchObject({ name, submitter, results, jobs: 1 });
    expect(recount(folder)).toEqual([]);
  });

  it('does not run again what has a result', async () => {
    const { waiting } = await fill();
    const manifest = manifestPathOf(folder.dataFolder, waiting[9]!);
    mkdirSync(path.dirname(manifest), { recursive: true });
    writeFileSync(manifest, '{}');
    const archive = await salvage();
    expect(stateOf(archive, waiting[9]!)).toBeNull();
    expect(told(archive).values).toMatchObject({ jobs: 603, lostJobs: 0 });
  });

  it('is told to be lost where nothing can be read', async () => {
    await fill();
    overwrite(1, noise(pageBytes, randomFrom(3)));
    const archive = await salvage();
    expect(told(archive)).toMatchObject({ kind: 'waitingLost' });
    expect(archive.queue.ledger.tally.totals.counts().queued).toBe(0);
  });

  it.each([11, 12, 13, 14, 15, 16])(
    'comes back as far as it goes, wherever the damage lies (seed %i)',
    async (seed) => {
      const { waiting } = await fill();
      const random = randomFrom(seed);
      const database = openDatabase(folder.file, 1000);
      const { pages } = database.prepare('SELECT count(*) AS pages FROM dbstat').get() as { pages: number };
      database.close();
      for (let hits = 0; hits < 6; hits++) {
        overwrite(2 + random.below(pages - 2), noise(1 + random.below(pageBytes), random));
      }
      const archive = await salvage();
      expect(recount(folder)).toEqual([]);
      const { queued } = archive.queue.ledger.tally.totals.counts();
      expect(queued).toBeLessThanOrEqual(waiting.length);
      expect(archive.notices.list().map(({ kind }) => kind)).toHaveLength(2);
    },
  );

  it.each([0.9, 0.7, 0.6])(
    'comes back from every whole page of an archive that was cut off at %f of its length',
    async (share) => {
      await fill();
      const pages = Math.floor((statSync(folder.file).size / pageBytes) * share);
      const database = openDatabase(folder.file, 1000);
      const { jobs: whole } = database
        .prepare(`SELECT sum(ncell) AS jobs FROM dbstat WHERE name = 'jobs' AND pagetype = 'leaf' AND pageno <= ?`)
        .get(pages) as { jobs: number };
      database.close();
      // In the midst of a page, as a copy that was interrupted leaves it.
      truncateSync(folder.file, pages * pageBytes + 1234);
      const cut = readFileSync(folder.file);
      const archive = await salvage();
      const { jobs, lostJobs } = told(archive).values as Record<string, number>;
      expect(jobs! + lostJobs!).toBe(604);
      // One of them has ended; the page that was cut through may have kept some.
      expect(jobs).toBeGreaterThanOrEqual(whole - 1);
      expect(jobs).toBeLessThanOrEqual(whole + 20);
      expect(whole).toBeGreaterThan(50);
      expect(recount(folder)).toEqual([]);
      const aside = path.join(folder.dataFolder, String(archive.notices.list()[0]!.values.file));
      expect(readFileSync(aside).equals(cut)).toBe(true);
    },
  );

  it.each([21, 22, 23, 24, 25, 26])(
    'comes back as far as it goes, wherever the archive was cut off (seed %i)',
    async (seed) => {
      await fill();
      truncateSync(folder.file, randomFrom(seed).below(statSync(folder.file).size));
      const archive = await salvage();
      expect(recount(folder)).toEqual([]);
      const { kind, values } = told(archive);
      expect(['waitingSalvaged', 'waitingLost']).toContain(kind);
      const { jobs = 0 } = values as Record<string, number>;
      const { queued, paused, scheduled } = archive.queue.ledger.tally.totals.counts();
      expect(queued + paused + scheduled).toBe(jobs);
    },
  );

  it('comes over at the next start where the first was interrupted', async () => {
    await fill();
    const first = await salvage();
    const { file } = first.notices.list()[0]!.values;
    first.close();
    // As it stands before anything was brought over.
    folder.tamper(`DELETE FROM jobs; DELETE FROM job_events; DELETE FROM batches; DELETE FROM schedules;
      DELETE FROM watched_folders; UPDATE totals SET queued = 0, paused = 0, scheduled = 0;
      INSERT INTO facts VALUES ('unsalvagedArchive', '"${file}"')`);
    const { archive } = await openCheckedArchive({
      ...{ dataFolder: folder.dataFolder, now: () => nowMs, isThorough: true, check: async () => null },
      onTrouble: () => undefined,
    });
    opened.push(archive);
    expect(told(archive).values).toMatchObject({ jobs: 604, schedules: 1, folders: 2 });
    expect(recount(folder)).toEqual([]);
  });
});
