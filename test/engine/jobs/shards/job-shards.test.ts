import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Archive, openArchive } from '../../../../engine/archive/open-archive.ts';
import { ArtifactFolder } from '../../../../engine/artifacts/artifact-folder.ts';
import { EmbeddedQueue } from '../../../../engine/jobs/queue/embedded-queue.ts';
import type { ClaimedJob } from '../../../../engine/jobs/queue/job-queue.ts';
import { JobShards } from '../../../../engine/jobs/shards/job-shards.ts';
import type { ShardOutcome } from '../../../../engine/recipes/recipe.ts';
import { newBatch, newJob } from '../../../builders/new-job.ts';

const leaseMs = 30_000;
const plan = { table: 'first sheet' };
const names = ['table', 'columns', 'rows'];
const lostHost = { code: 'HOST_LOST' as const, values: {}, detail: null };

let folder: string;
let archive: Archive;
let artifacts: ArtifactFolder;
let queue: EmbeddedQueue;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-shards-'));
  archive = openArchive(folder);
  artifacts = new ArtifactFolder(folder, archive, 'host-a');
  await artifacts.prepare(() => true);
  queue = new EmbeddedQueue(archive);
});
afterEach(async () => {
  await artifacts.close();
  await queue.close();
  archive.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Submits a job and starts an attempt. */
async function start(): Promise<ClaimedJob> {
  await queue.submit(newBatch(), [newJob('table.csv')], { nowMs: Date.now(), hostId: null });
  return claimNext();
}

async function claimNext(): Promise<ClaimedJob> {
  const [job] = await queue.claim({ hostId: 'host-a', leaseMs, limit: 1, nowMs: Date.now() + 1e7, maxRunning: 9 });
  return job!;
}

/** The shards of an attempt; with a long delay nothing is saved unless told to. */
function shardsOf({ record, ...claim }: ClaimedJob, delayMs = 1e6): JobShards {
  return new JobShards({
    ...{ sequence: record.sequence, attempt: record.attempt, shards: archive.shards, artifacts, delayMs },
    write: (write) => queue.writeWithClaim(claim, write),
  });
}

async function outcome(text: string): Promise<ShardOutcome> {
  await mkdir(path.join(folder, 'scratch'), { recursive: true });
  const file = path.join(folder, 'scratch', `${text}.json`);
  await writeFile(file, text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { reply: { text }, files: { made: { path: file, sha256, sizeBytes: text.length, extension: '.json' } } };
}

const begin = (shards: JobShards) => shards.begin({ plan, shards: names, estimatedMemoryBytes: 1 });

async function loseHost(): Promise<void> {
  await queue.recover(['host-a'], lostHost, Date.now(), Date.now());
}

const pathOf = ({ files }: ShardOutcome) => artifacts.pathOf(files.made!);

describe('shards of a job', () => {
  it('are found again by the next attempt, with the plan, their replies and their files', async () => {
    const shards = shardsOf(await start());
    expect(await shards.load()).toBeNull();
    begin(shards);
    shards.finish(0, { reply: { rows: 7 }, files: {} }, performance.now());
    shards.finish(2, await outcome('rows'), performance.now());
    await shards.save();
    await shards.close();
    await loseHost();

    const again = shardsOf(await claimNext());
    expect(await again.load()).toEqual(plan);
    expect(again.keptShards).toBe(2);
    expect([...again.finished.keys()]).toEqual([0, 2]);
    expect(again.finished.get(0)!.reply).toEqual({ rows: 7 });
    expect(await readFile(again.finished.get(2)!.files.made!.path, 'utf8')).toBe('rows');
    expect(() => again.all()).toThrow('columns');
  });

  it('lie in their scratch files for the attempt that made them, and are saved together', async () => {
    const shards = shardsOf(await start());
    begin(shards);
    const write = vi.spyOn(queue, 'writeWithClaim');
    const made = await outcome('columns');
    const shard = shards.finish(1, made, performance.now());
    shards.finish(2, await outcome('rows'), performance.now());
    await shards.save();
    await shards.save();
    expect(write).toHaveBeenCalledTimes(1);
    expect(shard.files).toEqual(made.files);
    expect(await readFile(made.files.made!.path, 'utf8')).toBe('columns');
    expect(await readFile(pathOf(made), 'utf8')).toBe('columns');
  });

  it('are saved by themselves after a moment', async () => {
    const job = await start();
    const shards = shardsOf(job, 5);
    begin(shards);
    shards.finish(0, { reply: 1, files: {} }, performance.now());
    await vi.waitFor(() => expect(archive.shards.load(job.sequence, '0.0.0-source')?.finished).toHaveLength(1));
    await shards.close();
  });

  it('are accepted once', async () => {
    const job = await start();
    const shards = shardsOf(job);
    begin(shards);
    shards.finish(0, { reply: 1, files: {} }, performance.now());
    expect(() => shards.finish(0, { reply: 2, files: {} }, performance.now())).toThrow('finished already');
    expect(() => shards.finish(3, { reply: 2, files: {} }, performance.now())).toThrow('not in the plan');
    await shards.save();
    const record = { place: 0, attempt: 1, finishedAtMs: 1, durationMs: 1, reply: '2', files: [] };
    expect(archive.shards.finish(job.sequence, record)).toBe(false);
  });

  it('of an attempt whose job was taken over are refused: nothing is written', async () => {
    const job = await start();
    const late = shardsOf(job);
    begin(late);
    const made = await outcome('late');
    late.finish(1, made, performance.now());
    await loseHost();
    const taken = shardsOf(await claimNext());
    expect(await taken.load()).toBeNull();
    await expect(late.save()).rejects.toMatchObject({ code: 'JOB_LEASE_LOST' });
    expect(() => late.finish(0, { reply: 1, files: {} }, 0)).toThrow(
      expect.objectContaining({ code: 'JOB_LEASE_LOST' }),
    );
    expect(archive.shards.load(job.sequence, '0.0.0-source')).toBeNull();
    await expect(readFile(pathOf(made))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('whose files are gone or cut off are done again', async () => {
    const shards = shardsOf(await start());
    begin(shards);
    const [columns, rows] = [await outcome('columns'), await outcome('rows')];
    shards.finish(0, { reply: 1, files: {} }, 0);
    shards.finish(1, columns, 0);
    shards.finish(2, rows, 0);
    await shards.save();
    await loseHost();
    rmSync(pathOf(columns));
    truncateSync(pathOf(rows), 1);

    const again = shardsOf(await claimNext());
    expect(await again.load()).toEqual(plan);
    expect([...again.finished.keys()]).toEqual([0]);
    again.finish(1, await outcome('columns'), 0);
    again.finish(2, await outcome('rows'), 0);
    await again.save();
    expect(again.all().map(({ place }) => place)).toEqual([0, 1, 2]);
    expect(await readFile(pathOf(rows), 'utf8')).toBe('rows');
  });

  it('stay to be saved when that failed, and the attempt goes on', async () => {
    const shards = shardsOf(await start());
    begin(shards);
    shards.finish(1, await outcome('columns'), 0);
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    vi.spyOn(artifacts, 'keep').mockRejectedValueOnce(full);
    await expect(shards.save()).rejects.toBe(full);
    shards.finish(0, { reply: 1, files: {} }, 0);
    await shards.save();
    await loseHost();
    const again = shardsOf(await claimNext());
    await again.load();
    expect([...again.finished.keys()]).toEqual([0, 1]);
  });
});

describe('the shards of a job that is being cancelled', () => {
  it('are not saved, and a slow disk holds nobody up', async () => {
    const { record, ...claim } = await start();
    let isCancelled = false;
    const shards = new JobShards({
      ...{ sequence: record.sequence, attempt: record.attempt, shards: archive.shards, artifacts, delayMs: 1e6 },
      write: (write) => queue.writeWithClaim(claim, write),
      isCancelled: () => isCancelled,
    });
    begin(shards);
    shards.finish(0, { reply: 1, files: {} }, 0);
    const keep = vi.spyOn(artifacts, 'keep').mockReturnValue(new Promise(() => {}));
    void shards.save();
    await vi.waitFor(() => expect(keep).toHaveBeenCalledTimes(1));
    isCancelled = true;
    await shards.close();
    keep.mockRestore();
    const other = new JobShards({
      ...{ sequence: record.sequence, attempt: record.attempt, shards: archive.shards, artifacts, delayMs: 1e6 },
      write: (write) => queue.writeWithClaim(claim, write),
      isCancelled: () => true,
    });
    begin(other);
    await other.save();
    expect(archive.shards.load(record.sequence, '0.0.0-source')).toBeNull();
  });
});

describe('the end of a job', () => {
  async function finishedJob() {
    const job = await start();
    const shards = shardsOf(job);
    begin(shards);
    const saved = await outcome('columns');
    shards.finish(1, saved, 0);
    await shards.save();
    shards.finish(0, { reply: 1, files: {} }, 0);
    shards.finish(2, await outcome('rows'), 0);
    return { job, shards, saved };
  }
  const listed = (sequence: number) =>
    archive.jobHistory.read(sequence).shards.map(({ name, finishedAtMs }) => [name, finishedAtMs !== null]);

  it('lists every shard of a completed job, saved or not, and lets go of their files', async () => {
    const { job, shards, saved } = await finishedJob();
    const end = { kind: 'completed', durationMs: 1 } as const;
    await queue.settle([{ claim: job, end, alongside: () => shards.complete() }], Date.now());
    expect(listed(job.sequence)).toEqual(names.map((name) => [name, true]));
    expect(archive.shards.load(job.sequence, '0.0.0-source')).toBeNull();
    await artifacts.dropUnreferenced();
    await expect(readFile(pathOf(saved))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps what a dead job had finished, and drops what a cancelled one had', async () => {
    const { job, shards, saved } = await finishedJob();
    const fault = { code: 'INTERNAL' as const, values: {}, detail: null };
    await queue.settle([{ claim: job, end: { kind: 'failed', durationMs: 1, fault, retryAtMs: null } }], Date.now());
    await shards.close();
    await artifacts.dropUnreferenced();
    expect(await readFile(pathOf(saved), 'utf8')).toBe('columns');
    const cause = { nowMs: Date.now(), hostId: null };
    await queue.redrive([job.id], cause);
    const again = shardsOf(await claimNext());
    await again.load();
    expect([...again.finished.keys()]).toEqual([1]);

    await loseHost();
    await queue.cancelWaiting([job.id], cause);
    await artifacts.dropUnreferenced();
    await expect(readFile(pathOf(saved))).rejects.toMatchObject({ code: 'ENOENT' });
    await queue.redrive([job.id], cause);
    const anew = shardsOf(await claimNext());
    expect(await anew.load()).toBeNull();
    begin(anew);
    anew.finish(1, await outcome('columns'), 0);
    await anew.save();
    expect(listed(job.sequence)).toEqual([
      ['table', false],
      ['columns', true],
      ['rows', false],
    ]);
  });
});
