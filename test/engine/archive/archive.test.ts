import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Artifact } from '../../../contract/jobs.ts';
import { openDatabase } from '../../../engine/archive/database.ts';
import { archiveVersion, readVersion } from '../../../engine/archive/migrations.ts';
import { openArchive } from '../../../engine/archive/open-archive.ts';
import { memoryArchive, newJob } from '../../builders/memory-archive.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-archive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const archiveFile = () => path.join(folder, 'archive.sqlite');

describe('opening an archive', () => {
  it('makes it durable, and finds what was written', () => {
    const first = openArchive(folder);
    const [job] = first.jobs.insert([newJob('数据.xlsx')], 1000);
    first.close();
    const second = openArchive(folder);
    expect(second.jobs.find(job!.id)).toEqual(job);
    second.close();
    const database = openDatabase(archiveFile(), 0);
    expect(readVersion(database)).toBe(archiveVersion);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
  });

  it('refuses one from a newer version and does not touch a byte of it', async () => {
    openArchive(folder).close();
    const database = openDatabase(archiveFile(), 0);
    database.exec(`PRAGMA user_version = ${archiveVersion + 1}; PRAGMA wal_checkpoint(TRUNCATE)`);
    database.close();
    const before = await readFile(archiveFile());
    expect(() => openArchive(folder)).toThrow(expect.objectContaining({ code: 'ARCHIVE_TOO_NEW' }));
    expect((await readFile(archiveFile())).equals(before)).toBe(true);
  });

  it('says that a damaged one is damaged', async () => {
    await writeFile(archiveFile(), 'this is no database, however long it may be. '.repeat(200));
    expect(() => openArchive(folder)).toThrow(expect.objectContaining({ code: 'ARCHIVE_DAMAGED' }));
  });

  it('undoes a migration that breaks off', () => {
    const database = openDatabase(archiveFile(), 0);
    database.exec('CREATE TABLE job_events (anything TEXT)'); // in the way of the first migration's second table
    database.close();
    expect(() => openArchive(folder)).toThrow();
    const after = openDatabase(archiveFile(), 0);
    expect(readVersion(after)).toBe(0);
    expect(after.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = 'jobs'`).get()).toEqual({ n: 0 });
    after.close();
  });
});

describe('jobs in the archive', () => {
  it('are accepted all or not at all', () => {
    const archive = memoryArchive();
    const job = newJob('a.csv');
    expect(() => archive.jobs.insert([newJob('b.csv'), job, job], 1)).toThrow(/UNIQUE/);
    expect(archive.jobs.count()).toBe(0);
    archive.close();
  });

  it('start in their order; after a crash they start again with a higher attempt and token', () => {
    const archive = memoryArchive();
    const [first, second] = archive.jobs.insert([newJob('a.csv'), newJob('b.csv')], 1);
    const claim = archive.jobs.startNext(2)!;
    expect(claim).toMatchObject({ id: first!.id, state: 'running', attempt: 1, startedAtMs: 2 });
    expect(archive.jobs.requeueRunning(3)).toBe(1);
    const again = archive.jobs.startNext(4)!;
    expect(again).toMatchObject({ id: first!.id, attempt: 2 });
    expect(again.fencingToken).toBeGreaterThan(claim.fencingToken);
    const states = archive.jobs.history(first!.id).map(({ state, attempt }) => `${state} ${attempt}`);
    expect(states).toEqual(['queued 0', 'running 1', 'queued 1', 'running 2']);
    expect(archive.jobs.startNext(5)!.id).toBe(second!.id);
    expect(archive.jobs.startNext(6)).toBeNull();
    archive.close();
  });

  it('take no late write of an earlier attempt', () => {
    const archive = memoryArchive();
    archive.jobs.insert([newJob('a.csv')], 1);
    const old = archive.jobs.startNext(2)!;
    archive.jobs.requeueRunning(3);
    const current = archive.jobs.startNext(4)!;
    const outcome = { state: 'completed', fault: null, durationMs: 5 } as const;
    expect(archive.jobs.finish(old, outcome, 5)).toBe(false);
    expect(archive.jobs.saveTable(old, { sheet: 'S', rows: 1, columns: 1 })).toBe(false);
    expect(archive.artifacts.attach(old, [artifact('a')], 5)).toBe(false);
    expect(archive.jobs.find(current.id)).toMatchObject({ state: 'running', rows: null, artifacts: [] });
    expect(archive.jobs.finish(current, outcome, 6)).toBe(true);
    expect(archive.jobs.find(current.id)).toMatchObject({ state: 'completed', durationMs: 5, finishedAtMs: 6 });
    archive.close();
  });

  it('keep the fault they failed with', () => {
    const archive = memoryArchive();
    archive.jobs.insert([newJob('a.csv')], 1);
    const claim = archive.jobs.startNext(2)!;
    const fault = { code: 'WORKBOOK_DAMAGED', values: { file: 'a.csv', part: '工作表' }, detail: 'why' } as const;
    archive.jobs.finish(claim, { state: 'failed', fault, durationMs: 1 }, 3);
    expect(archive.jobs.find(claim.id)!.fault).toEqual(fault);
    expect(archive.jobs.history(claim.id).at(-1)).toEqual({ atMs: 3, state: 'failed', attempt: 1, fault });
    archive.close();
  });
});

const artifact = (digit: string, kind: Artifact['kind'] = 'rows'): Artifact => ({
  ...{ kind, variant: '', sha256: digit.repeat(64), sizeBytes: 3, extension: '.parquet' },
});

describe('artifacts in the archive', () => {
  it('are forgotten when the last job that refers to them is gone', () => {
    const archive = memoryArchive();
    archive.jobs.insert([newJob('a.csv'), newJob('b.csv')], 1);
    const claims = [archive.jobs.startNext(2)!, archive.jobs.startNext(2)!];
    for (const claim of claims) {
      archive.artifacts.attach(claim, [artifact('a')], 3);
      archive.jobs.finish(claim, { state: 'completed', fault: null, durationMs: 1 }, 4);
    }
    archive.jobs.removeFinished([claims[0]!.id]);
    expect(archive.artifacts.forgetUnreferenced()).toEqual([]);
    archive.jobs.removeFinished([claims[1]!.id]);
    expect(archive.artifacts.forgetUnreferenced()).toEqual([{ sha256: 'a'.repeat(64), extension: '.parquet' }]);
    expect(archive.artifacts.isKnown(artifact('a'))).toBe(false);
    archive.close();
  });

  it('take the place of earlier ones of the same kind', () => {
    const archive = memoryArchive();
    archive.jobs.insert([newJob('a.csv')], 1);
    const claim = archive.jobs.startNext(2)!;
    archive.artifacts.attach(claim, [artifact('a', 'profile-overview'), artifact('b')], 3);
    archive.artifacts.attach(claim, [artifact('c', 'profile-overview'), artifact('b')], 4);
    const digests = archive.jobs.find(claim.id)!.artifacts.map((one) => one.sha256[0]);
    expect(digests.sort()).toEqual(['b', 'c']);
    expect(archive.artifacts.forgetUnreferenced().map((content) => content.sha256[0])).toEqual(['a']);
    expect(archive.artifacts.attachLater('00000000-0000-4000-8000-000000000000', artifact('d'), 5)).toBe(false);
    archive.close();
  });
});
