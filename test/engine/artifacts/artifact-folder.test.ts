import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../../engine/archive/open-archive.ts';
import { ArtifactFolder, type KeptFile } from '../../../engine/artifacts/artifact-folder.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import fc from '../../builders/fast-check.ts';

let folder: ArchiveFolder;
beforeEach(async () => {
  folder = await ArchiveFolder.make();
});
afterEach(() => folder.remove());

interface Host {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  /** A finished file in the scratch of this host. */
  finish(text: string): Promise<KeptFile>;
  /** Keeps a file as a job would, and gives how often that had to be tried. */
  keep(file: KeptFile, beforeRefer?: (tries: number) => Promise<void>): Promise<number>;
}

async function host(name: string): Promise<Host> {
  const archive = folder.open();
  const artifacts = new ArtifactFolder(folder.dataFolder, archive, name);
  await artifacts.prepare(() => false);
  let files = 0;
  return {
    ...{ archive, artifacts },
    async finish(text) {
      const scratch = await artifacts.makeScratchFolder(`file-${files++}`);
      const file = path.join(scratch, 'out.json');
      await writeFile(file, text);
      const sha256 = createHash('sha256').update(text).digest('hex');
      return { path: file, sha256, sizeBytes: Buffer.byteLength(text), extension: '.json' };
    },
    async keep(file, beforeRefer = async () => {}) {
      let tries = 0;
      await artifacts.keep([file], async () => {
        await beforeRefer(++tries);
        archive.transact(() => archive.contents.hold(file, 1));
      });
      return tries;
    },
  };
}

/** As if the last job that refers to the content had been removed. */
const loosen = (file: KeptFile) =>
  folder.tamper(`INSERT OR IGNORE INTO loosened_contents VALUES ('${file.sha256}', '${file.extension}')`);

const storedFiles = async () => {
  const found = await readdir(path.join(folder.dataFolder, 'artifacts'), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
};

describe('kept files', () => {
  it('lie under their digest, and the scratch file stays readable', async () => {
    const here = await host('a');
    const file = await here.finish('hello');
    await here.keep(file);
    expect(await readFile(here.artifacts.pathOf(file), 'utf8')).toBe('hello');
    expect(await readFile(file.path, 'utf8')).toBe('hello');
    expect(here.archive.contents.totals()).toEqual({ files: 1, sizeBytes: 5 });
  });

  it('do not change when a later file is written under the same scratch name', async () => {
    const here = await host('a');
    const file = { ...(await here.finish('first')), kind: 'rows' as const };
    await here.artifacts.store([file], '', ([artifact]) => here.archive.contents.hold(artifact!, 1));
    await writeFile(file.path, 'other');
    expect(await readFile(here.artifacts.pathOf(file), 'utf8')).toBe('first');
  });

  it('go again when they could not be referred to', async () => {
    const here = await host('a');
    const file = await here.finish('hello');
    const refused = here.artifacts.keep([file], () => Promise.reject(new Error('no')));
    await expect(refused).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await storedFiles()).toEqual([]);
  });

  it('stay when only the second of two that keep them fails', async () => {
    const [here, there] = [await host('a'), await host('b')];
    const file = await here.finish('same');
    await here.keep(file);
    await there.artifacts.keep([await there.finish('same')], () => Promise.reject(new Error('no'))).catch(() => {});
    expect(await storedFiles()).toHaveLength(1);
  });

  it('are put back when another process drops them before they are referred to', async () => {
    const [here, there] = [await host('a'), await host('b')];
    const earlier = await there.finish('same');
    await there.keep(earlier);
    loosen(earlier);
    const file = await here.finish('same');
    const tries = await here.keep(file, async (time) => {
      if (time === 1) expect(await there.artifacts.dropUnreferenced()).toMatchObject({ files: 1 });
    });
    expect(tries).toBe(2);
    expect(await readFile(here.artifacts.pathOf(file), 'utf8')).toBe('same');
    expect(here.archive.contents.isKnown(file)).toBe(true);
  });

  it('are put back when another process sweeps before they are referred to', async () => {
    const [here, there] = [await host('a'), await host('b')];
    const file = await here.finish('new');
    const tries = await here.keep(file, async (time) => {
      if (time <= 3) await there.artifacts.sweepOrphans();
    });
    expect(tries).toBe(4);
    expect(await storedFiles()).toHaveLength(1);
  });

  it('are never lost while known, however two processes keep, drop and sweep', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(1), fc.constantFrom('keep', 'loosen', 'drop', 'sweep'), fc.nat(2)), { maxLength: 24 }),
        async (steps) => {
          await folder.remove();
          folder = await ArchiveFolder.make();
          const hosts = [await host('a'), await host('b')];
          const doing = steps.map(async ([which, step, text]) => {
            const { artifacts, finish, keep } = hosts[which]!;
            const file = await finish(`text ${text}`);
            if (step === 'keep') await keep(file);
            else if (step === 'loosen') loosen(file);
            else if (step === 'drop') await artifacts.dropUnreferenced();
            else await artifacts.sweepOrphans();
          });
          await Promise.all(doing);
          const [{ archive, artifacts, finish }] = hosts as [Host];
          for (const text of [0, 1, 2]) {
            const file = await finish(`text ${text}`);
            if (archive.contents.isKnown(file)) expect(existsSync(artifacts.pathOf(file))).toBe(true);
          }
          await artifacts.sweepOrphans();
          expect(await storedFiles()).toHaveLength(archive.contents.totals().files);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('dropping', () => {
  it('counts what the disk gets back, and leaves what is still referred to', async () => {
    const here = await host('a');
    const [free, held] = [await here.finish('12345'), await here.finish('held')];
    await here.keep(free);
    await here.keep(held);
    await here.artifacts.removeScratchFolder('file-0');
    folder.tamper(`INSERT INTO batches (id, name, created_at_ms, submitter_kind) VALUES ('b', 'b', 1, 'person');
      INSERT INTO batch_artifacts VALUES (1, 'batch-xlsx', 'en', '${held.sha256}', '.json', '')`);
    loosen(free);
    loosen(held);
    expect(await here.artifacts.dropUnreferenced()).toEqual({ files: 1, sizeBytes: 5 });
    expect(await storedFiles()).toEqual([`${held.sha256}.json`]);
    expect(here.archive.contents.totals()).toEqual({ files: 1, sizeBytes: 4 });
    folder.tamper('DELETE FROM batches');
    expect(await here.artifacts.dropUnreferenced()).toMatchObject({ files: 1 });
  });

  it('takes many in slices', async () => {
    const here = await host('a');
    for (let number = 0; number < 130; number++) await here.keep(await here.finish(`text ${number}`));
    expect(await storedFiles()).toHaveLength(130);
    folder.tamper('INSERT INTO loosened_contents SELECT sha256, extension FROM contents');
    // On a slow machine the host has begun by itself.
    await here.artifacts.dropUnreferenced();
    await expect.poll(storedFiles).toEqual([]);
    expect(here.archive.contents.totals()).toEqual({ files: 0, sizeBytes: 0 });
  });
});

describe('a sweep', () => {
  it('removes files nobody knows, and leaves what this program did not put there', async () => {
    const here = await host('a');
    const known = await here.finish('known');
    await here.keep(known);
    const stray = path.join(folder.dataFolder, 'artifacts', 'ab');
    await mkdir(stray, { recursive: true });
    await writeFile(path.join(stray, `${'ab'.repeat(32)}.parquet`), 'stray');
    await writeFile(path.join(stray, 'notes of a person.txt'), 'mine');
    expect(await here.artifacts.sweepOrphans()).toEqual({ files: 1, sizeBytes: 5 });
    expect((await storedFiles()).sort()).toEqual([`${known.sha256}.json`, 'notes of a person.txt'].sort());
  });

  it('of scratch takes only that of hosts that are gone', async () => {
    const here = await host('a');
    await (await host('b')).finish('at work');
    await (await host('c')).finish('died');
    await here.artifacts.prepare((hostId) => hostId === 'c');
    expect((await readdir(path.join(folder.dataFolder, 'scratch'))).sort()).toEqual(['a', 'b']);
  });
});
