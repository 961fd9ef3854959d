import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import { wholeTable } from '../../../contract/table-view.ts';
import { openDatabase } from '../../../engine/archive/database.ts';
import type { Engine } from '../../../engine/engine.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';

let bench: RealEngineBench;
beforeEach(async () => {
  bench = await RealEngineBench.open();
});
afterEach(() => bench.close());

const archiveFile = () => path.join(bench.dataFolder, 'archive.sqlite');
const filesIn = async (folder: string) => {
  const found = await readdir(path.join(bench.dataFolder, folder), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).length;
};
const digests = ({ artifacts }: Job) => artifacts.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort();

/** A data folder with two completed jobs and one that ended dead, left in order. */
async function usedFolder(): Promise<Job[]> {
  const engine = await bench.engine();
  const jobs = await bench.profile(engine, {
    'a.csv': 'x,y\n1,2\n3,4\n',
    '成绩.csv': 'name,mark\n甲,90\n',
    'c.csv': '',
  });
  expect(jobs.map(({ state }) => state)).toEqual(['completed', 'completed', 'dead']);
  await engine.close();
  return jobs;
}

async function overwrite(at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(archiveFile(), 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
}

/** The same noise every time. */
const noise = (length: number) => Uint8Array.from({ length }, (_, place) => (place * 7919 + 104_729) % 251);

const listed = async (engine: Engine) =>
  (await engine.jobs.list(everyJob, { limit: 100, offset: 0, order: 'newest' })).jobs;
const everyJob = { states: [], search: '', batchId: null, fromMs: null, toMs: null, priority: null };

describe('a damaged archive', () => {
  it('that is too large to be checked by who only looks is set aside at the start after the one that came upon it', async () => {
    await usedFolder();
    const database = openDatabase(archiveFile(), 1000);
    database.exec(`WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 700)
      INSERT INTO facts SELECT 'filler ' || number, hex(zeroblob(2000)) FROM numbers; PRAGMA wal_checkpoint(TRUNCATE)`);
    database.close();
    await overwrite(4096 * 3, noise(4096 * 17));
    await expect(bench.engine({ works: 'nothing' })).rejects.toThrow(/malformed/);
    const engine = await bench.engine({ works: 'nothing' });
    await engine.upkeep.settled();
    expect(engine.upkeep.listNotices()[0]).toMatchObject({ kind: 'archiveReplaced' });
    expect((await listed(engine)).map(({ state }) => state)).toEqual(['completed', 'completed']);
  });

  it.each([
    ['cut off in the middle', async () => truncate(archiveFile(), 20_000)],
    ['cut off within its header', async () => truncate(archiveFile(), 60)],
    ['with a page of zeros', async () => overwrite(4096 * 2, new Uint8Array(4096 * 4))],
    ['full of noise', async () => writeFile(archiveFile(), noise(200_000))],
    ['with a wrong header', async () => overwrite(0, Buffer.from('Not a database!!'))],
    ['with noise behind its header', async () => overwrite(100, noise(30_000))],
    [
      'that is a folder',
      async () => {
        await rm(archiveFile());
        await mkdir(archiveFile());
      },
    ],
  ])('%s is set aside whole; its results are found again, and the person is told', async (_, damage) => {
    const before = (await usedFolder()).slice(0, 2);
    await damage();
    const damaged =
      existsSync(archiveFile()) && (await stat(archiveFile())).isFile() ? await readFile(archiveFile()) : null;
    const engine = await bench.engine();
    await engine.upkeep.settled();
    const after = await listed(engine);
    expect(after.map(({ fileName, state }) => [fileName, state])).toEqual([
      ['成绩.csv', 'completed'],
      ['a.csv', 'completed'],
    ]);
    for (const job of before) {
      const again = after.find(({ id }) => id === job.id)!;
      expect(digests(again)).toEqual(digests(job));
      expect(again).toMatchObject({
        rows: job.rows,
        columns: job.columns,
        sheet: job.sheet,
        finishedAtMs: job.finishedAtMs,
      });
      expect((await engine.results.getOverview(job.id)).rows).toBe(job.rows);
      const source = { kind: 'result', jobId: job.id, artifact: 'rows' } as const;
      const { rows } = await engine.tables.page({ source, view: wholeTable, columns: [0], offset: 0, limit: 10 });
      expect(rows).toHaveLength(job.rows!);
    }
    expect(await engine.jobs.getBatch(before[0]!.batchId)).toMatchObject({ name: 'a batch', jobs: 2, rows: 3 });
    const notices = engine.upkeep.listNotices();
    const kinds = notices.map(({ kind }) => kind).filter((kind) => kind !== 'waitingLost');
    expect(kinds).toEqual(['archiveReplaced', 'resultsRecovered']);
    expect(notices.at(-1)!.values).toEqual({ jobs: 2 });
    const aside = path.join(bench.dataFolder, String(notices[0]!.values.file));
    if (damaged) expect((await readFile(aside)).equals(damaged)).toBe(true);
    expect((await engine.upkeep.listAudit({ limit: 5, offset: 0, search: '' })).entries.at(-1)).toMatchObject({
      ...{ actor: 'Auspex', action: 'archiveReplaced', subject: notices[0]!.values.file },
    });
    expect(await engine.upkeep.verifyAudit()).toMatchObject({ isIntact: true });
    const [fresh] = await bench.profile(engine, { 'new.csv': 'k\n1\n' });
    expect(fresh!.state).toBe('completed');
    engine.upkeep.dismissNotices();
    expect(engine.upkeep.listNotices()).toEqual([]);
  });

  it('is replaced once: the next start finds nothing to do', async () => {
    await usedFolder();
    await truncate(archiveFile(), 20_000);
    const first = await bench.engine();
    await first.upkeep.settled();
    await first.close();
    const second = await bench.engine();
    await second.upkeep.settled();
    expect(await listed(second)).toHaveLength(2);
    const kinds = ['archiveReplaced', 'waitingLost', 'resultsRecovered'];
    expect(second.upkeep.listNotices().map(({ kind }) => kind)).toEqual(kinds);
    const aside = (await readdir(bench.dataFolder)).filter((name) => name.startsWith('archive.damaged-'));
    expect(aside.filter((name) => name.endsWith('.sqlite'))).toHaveLength(1);
  });

  it('keeps, set aside with it, the files that no result names', async () => {
    const [job] = await usedFolder();
    const manifest = path.join(bench.dataFolder, 'manifests', job!.id.slice(-2), `${job!.id}.json`);
    await writeFile(manifest, '{"version":1,"job":');
    const stored = await filesIn('artifacts');
    await truncate(archiveFile(), 20_000);
    const engine = await bench.engine();
    await engine.upkeep.settled();
    expect(await listed(engine)).toHaveLength(1);
    const [aside] = (await readdir(bench.dataFolder)).filter((name) => name.startsWith('artifacts.damaged-'));
    expect((await filesIn(aside!)) + (await filesIn('artifacts'))).toBe(stored);
    expect(await filesIn(aside!)).toBe(job!.artifacts.length);
  });

  it('does not bring back a result that is damaged itself', async () => {
    const [job] = await usedFolder();
    const overview = job!.artifacts.find(({ kind }) => kind === 'profile-overview')!;
    const file = path.join(bench.dataFolder, 'artifacts', overview.sha256.slice(0, 2), `${overview.sha256}.json`);
    await writeFile(file, new Uint8Array(overview.sizeBytes));
    await truncate(archiveFile(), 20_000);
    const engine = await bench.engine();
    await engine.upkeep.settled();
    expect((await listed(engine)).map(({ fileName }) => fileName)).toEqual(['成绩.csv']);
  });

  it('does not bring back a job that was removed', async () => {
    const [job] = await usedFolder();
    const earlier = await bench.engine();
    expect(await earlier.jobs.remove({ ids: [job!.id] })).toBe(1);
    await earlier.close();
    await truncate(archiveFile(), 20_000);
    const engine = await bench.engine();
    await engine.upkeep.settled();
    expect((await listed(engine)).map(({ fileName }) => fileName)).toEqual(['成绩.csv']);
  });

  it('is not replaced while another process uses it', async () => {
    const first = await bench.engine();
    await bench.profile(first, { 'a.csv': 'x\n1\n' });
    const database = openDatabase(archiveFile(), 1_000);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    await overwrite(0, Buffer.from('Not a database!!'));
    await expect(bench.engine()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    expect((await readdir(bench.dataFolder)).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('is replaced by one of several processes that start at once; all go on with the new one', async () => {
    await usedFolder();
    await writeFile(archiveFile(), noise(50_000));
    const engines = await Promise.all([bench.engine(), bench.engine(), bench.engine()]);
    for (const engine of engines) await engine.upkeep.settled();
    for (const engine of engines) expect(await listed(engine)).toHaveLength(2);
    const aside = (await readdir(bench.dataFolder)).filter((name) => name.startsWith('archive.damaged-'));
    expect(aside.filter((name) => name.endsWith('.sqlite'))).toHaveLength(1);
  });
});

describe('an archive that is not damaged', () => {
  it('that is gone is made anew, with the results there are', async () => {
    await usedFolder();
    await rm(archiveFile());
    const engine = await bench.engine();
    await engine.upkeep.settled();
    expect(await listed(engine)).toHaveLength(2);
    expect(engine.upkeep.listNotices().map(({ kind }) => kind)).toEqual(['resultsRecovered']);
  });

  it('without its log goes on from what stands in the archive, and loses no result', async () => {
    const engine = await bench.engine();
    const [early] = await bench.profile(engine, { 'early.csv': 'x\n1\n' });
    const copy = path.join(bench.folder, 'early.sqlite');
    // As it stands while the process lives, without what is only in the log.
    await writeFile(copy, await readFile(archiveFile()));
    await bench.profile(engine, { 'late.csv': 'x\n2\n' });
    await engine.close();
    await rename(copy, archiveFile());
    const again = await bench.engine();
    await again.upkeep.settled();
    const names = (await listed(again)).map(({ fileName }) => fileName);
    expect(names.sort()).toEqual(['early.csv', 'late.csv']);
    expect((await again.results.getOverview(early!.id)).rows).toBe(1);
  });

  it('whose indexes alone do not fit is mended in its place', async () => {
    await usedFolder();
    const database = openDatabase(archiveFile(), 1_000);
    // A host that never signed off: the next start looks closely.
    database.exec(
      "INSERT INTO hosts (id, name, kind, pid, is_working, started_at_ms) VALUES ('x', 'x', 'app', 1, 1, 1)",
    );
    database.exec('PRAGMA writable_schema = ON');
    const { rootpage } = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'jobs_by_state'").get() as {
      rootpage: number;
    };
    database.close();
    // An index page of the same form without entries: a b-tree leaf of no cells.
    const leaf = new Uint8Array(8);
    leaf[0] = 10;
    leaf[5] = 0x10;
    await overwrite((rootpage - 1) * 4096, leaf);
    const engine = await bench.engine();
    expect(await listed(engine)).toHaveLength(3);
    expect(engine.upkeep.listNotices()).toEqual([]);
    expect(bench.troubles.join('\n')).toContain('built anew');
  });

  it('of a newer version is refused and not touched', async () => {
    await usedFolder();
    const database = openDatabase(archiveFile(), 1_000);
    database.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    const before = await readFile(archiveFile());
    await expect(bench.engine()).rejects.toMatchObject({ code: 'ARCHIVE_TOO_NEW' });
    expect((await readFile(archiveFile())).equals(before)).toBe(true);
    expect((await readdir(bench.dataFolder)).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});
