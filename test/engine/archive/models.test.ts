import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { predictOptionsSchema } from '../../../contract/predict/predict-options.ts';
import type { ModelFacts } from '../../../engine/archive/model-repository.ts';
import type { Archive } from '../../../engine/archive/open-archive.ts';
import { artifactPathOf, artifactRootOf } from '../../../engine/artifacts/artifact-path.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';

let folder: ArchiveFolder;
let archive: Archive;
beforeEach(async () => {
  folder = await ArchiveFolder.make();
  archive = folder.open();
});
afterEach(() => folder.remove());

const facts: ModelFacts = {
  ...{ task: 'binary', target: 'Outcome', classes: ['no', 'yes'], origin: 'trained', rows: 100, columns: 4, trees: 30 },
  scores: null,
};

/** A file in its place among the artifacts. */
async function content(digit: string) {
  const stored = { sha256: digit.repeat(64), extension: '.json', sizeBytes: 5 };
  const file = artifactPathOf(artifactRootOf(folder.dataFolder), stored);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '{"a":');
  return stored;
}

async function add(name: string, digit = 'a', changes: Partial<ModelFacts> = {}): Promise<string> {
  const id = randomUUID();
  archive.models.add({ id, name, content: await content(digit), facts: { ...facts, ...changes } }, 1000);
  return id;
}

describe('models in the archive', () => {
  it('get versions by their names, none of which is ever given twice', async () => {
    const ids = [await add('Dropout'), await add('Dropout', 'b'), await add('Other', 'c')];
    expect(ids.map((id) => archive.models.find(id))).toMatchObject([
      { name: 'Dropout', version: 1, jobId: null, sizeBytes: 5, notes: '', isRemoved: false, ...facts },
      { name: 'Dropout', version: 2 },
      { name: 'Other', version: 1 },
    ]);
    for (const id of ids.slice(0, 2)) archive.models.hide(id, 2000);
    archive.models.forgetHidden();
    expect(archive.models.find((await add('Dropout', 'd')) as string)).toMatchObject({ version: 3 });
  });

  it('are renamed with all versions, to a name that nobody in sight bears', async () => {
    const [one, two, other] = [await add('A'), await add('A', 'b'), await add('B', 'c')];
    expect(archive.models.rename(one!, 'B')).toBe(false);
    archive.models.hide(other!, 2000);
    expect(archive.models.rename(one!, 'B')).toBe(true);
    expect([one, two].map((id) => archive.models.find(id!))).toMatchObject([
      { name: 'B', version: 1 },
      { name: 'B', version: 2 },
    ]);
    expect(archive.models.named('B').map(({ version }) => version)).toEqual([2, 1]);
    expect(archive.models.find(other!)?.name).not.toBe('B');
  });

  it('are found by name, target and notes, the newest first', async () => {
    const id = await add('Dropout');
    await add('Income', 'b', { target: 'Gehalt Ä' });
    archive.models.setNotes({ id, target: facts.target }, 'for the 2024 report');
    const search = (text: string) => archive.models.page(text, 10, 0).models.map(({ name }) => name);
    expect(['', 'dropOUT', 'gehalt ä', '2024', 'outcome', 'x'].map(search)).toEqual([
      ['Income', 'Dropout'],
      ['Dropout'],
      ['Income'],
      ['Dropout'],
      ['Dropout'],
      [],
    ]);
    expect(archive.models.page('', 1, 1)).toMatchObject({ total: 2, models: [{ name: 'Dropout' }] });
  });

  it('out of sight stay for the jobs that were accepted with them, and then go with their files', async () => {
    const modelId = await add('Dropout');
    const options = predictOptionsSchema.parse({ modelId });
    const queue = new EmbeddedQueue(archive);
    const job = newJob('a.csv', { recipe: 'predict', options });
    await queue.submit(newBatch(), [job], { nowMs: 1000, hostId: 'host' });
    expect(archive.models.hide(modelId, 2000)).toBe(true);
    expect(archive.models.hide(modelId, 2000)).toBe(false);
    expect(archive.models.forgetHidden()).toBe(0);
    expect(archive.models.find(modelId)).toMatchObject({ isRemoved: true });
    expect(archive.models.page('', 10, 0).total).toBe(0);
    await queue.cancelWaiting([job.id], { nowMs: 3000, hostId: 'host' });
    expect(archive.models.forgetHidden()).toBe(1);
    expect(archive.models.find(modelId)).toBeNull();
    expect(archive.contents.forgetUnreferenced(archive.contents.loosened(10))).toMatchObject([
      { sha256: 'a'.repeat(64) },
    ]);
  });

  it('keep their file while they are there', async () => {
    await add('Dropout');
    await add('Again', 'a');
    archive.models.hide(archive.models.named('Again')[0]!.id, 2000);
    archive.models.forgetHidden();
    expect(archive.contents.forgetUnreferenced(archive.contents.loosened(10))).toEqual([]);
    expect(archive.contents.isKnown({ sha256: 'a'.repeat(64), extension: '.json' })).toBe(true);
  });
});
