import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maxTrainingFiles, type Work } from '../../../contract/timetable.ts';
import { artifactPathOf, artifactRootOf } from '../../../engine/artifacts/artifact-path.ts';
import { quickWatchTimes, type TimetableBench, type TimetableHost, until } from '../../builders/timetable-bench.ts';
import { WatchedInbox } from '../../builders/watched-inbox.ts';

let box: WatchedInbox;
let bench: TimetableBench;
beforeEach(async () => {
  box = await WatchedInbox.open();
  bench = box.bench;
});
afterEach(() => bench.close());

const modelIds = ['1', '2', '3'].map((end) => `0190f0a0-0000-7000-8000-00000000000${end}`);
const unknownId = '0190f0a0-0000-7000-8000-0000000000ff';

/** Brings a version of a model into the library, as a training does. */
function addModel({ archive }: TimetableHost, id: string, name = 'Dropout'): void {
  const content = { sha256: id.slice(-1).repeat(64), sizeBytes: 10, extension: '.json' };
  const facts = {
    ...{ task: 'regression' as const, target: 'final', classes: null, origin: 'trained' as const },
    ...{ rows: 5, columns: 2, trees: 3, scores: null },
  };
  const file = artifactPathOf(artifactRootOf(bench.dataFolder), content);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'a document');
  archive.models.add({ id, name, content, facts }, bench.now());
}

const predicting = (parts: Partial<Extract<Work, { recipe: 'predict' }>> = {}): Work => ({
  ...{ recipe: 'predict', priority: 'normal', newestOf: null },
  ...{ options: { modelId: modelIds[0]!, groupBy: 'major', locale: 'en' }, ...parts },
});
const training: Work = { recipe: 'train', priority: 'low', options: { target: 'final', modelName: 'Dropout' } };

async function schedule({ tickets, timetable }: TimetableHost, work: Work, ...names: string[]) {
  const inputs = [];
  for (const name of names) {
    inputs.push({ ticket: (await tickets.issueTicket(await bench.file(name))).id, tables: null });
  }
  const trigger = { kind: 'cron' as const, expression: '0 8 * * *', timeZone: 'UTC' };
  return timetable.schedules.add({ name: 'Monday', trigger, work, inputs, resultsFolder: null, resultsLocale: 'en' });
}

const modelOf = ({ options }: { readonly options: object }) => 'modelId' in options && options.modelId;

describe('a schedule that predicts', () => {
  it('makes a prediction of each file with the model that was chosen', async () => {
    const host = bench.host();
    for (const id of modelIds.slice(0, 2)) addModel(host, id);
    const added = await schedule(host, predicting(), 'a.csv', 'b.csv');
    expect(added).toMatchObject({ model: { id: modelIds[0], name: 'Dropout', version: 1 }, fault: null });
    await host.timetable.schedules.runNow(added.id);
    expect(bench.jobs(host).map((job) => [job.recipe, job.input.fileName, modelOf(job)])).toEqual([
      ['predict', 'a.csv', modelIds[0]],
      ['predict', 'b.csv', modelIds[0]],
    ]);
    expect(bench.jobs(host)[0]?.options).toMatchObject({ groupBy: 'major', split: 'sheets', locale: 'en' });
  });

  it('takes the newest version of a name, also when the one that was chosen is gone', async () => {
    const host = bench.host();
    addModel(host, modelIds[0]!);
    const { id } = await schedule(host, predicting({ newestOf: 'Dropout' }), 'a.csv');
    addModel(host, modelIds[1]!);
    await host.timetable.schedules.runNow(id);
    host.archive.models.hide(modelIds[0]!, 1);
    host.archive.models.forgetHidden();
    addModel(host, modelIds[2]!);
    await host.timetable.schedules.runNow(id);
    expect(bench.jobs(host).map(modelOf)).toEqual([modelIds[1], modelIds[2]]);
    expect(host.timetable.schedules.list()).toMatchObject([{ model: { id: modelIds[2], version: 3 }, fault: null }]);
  });

  it('is refused without its model, and says so once it is removed', async () => {
    const host = bench.host();
    await expect(schedule(host, predicting(), 'a.csv')).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
    addModel(host, modelIds[0]!);
    const { id } = await schedule(host, predicting(), 'a.csv');
    host.archive.models.hide(modelIds[0]!, 1);
    expect(host.timetable.schedules.list()).toMatchObject([{ model: null, fault: { code: 'WORK_MODEL_REMOVED' } }]);
    const elsewhere = predicting({ options: { modelId: unknownId } });
    expect(() => host.timetable.schedules.change({ id, work: elsewhere })).toThrow(
      expect.objectContaining({ code: 'MODEL_UNKNOWN' }),
    );
    const profile: Work = { recipe: 'profile', options: {}, priority: 'normal' };
    expect(host.timetable.schedules.change({ id, work: profile })).toMatchObject({ model: null, fault: null });
  });
});

describe('a schedule that trains', () => {
  it('makes one training of all its files', async () => {
    const host = bench.host();
    const { id } = await schedule(host, training, '2022.csv', '2023.csv', '2024.csv');
    await host.timetable.schedules.runNow(id);
    const [job, ...others] = bench.jobs(host);
    expect(others).toEqual([]);
    expect(job).toMatchObject({ recipe: 'train', options: { target: 'final', modelName: 'Dropout' }, priority: 'low' });
    expect([job!.input, ...job!.otherInputs.map(({ input }) => input)].map(({ fileName }) => fileName)).toEqual([
      ...['2022.csv', '2023.csv', '2024.csv'],
    ]);
  });

  it('takes no more files than a model is trained on', async () => {
    const host = bench.host();
    const names = Array.from({ length: maxTrainingFiles + 1 }, (_, number) => `${number}.csv`);
    await expect(schedule(host, training, ...names)).rejects.toMatchObject({ code: 'TRAINING_TOO_MANY_FILES' });
    const profile: Work = { recipe: 'profile', options: {}, priority: 'normal' };
    const { id } = await schedule(host, profile, ...names);
    expect(() => host.timetable.schedules.change({ id, work: training })).toThrow(
      expect.objectContaining({ code: 'TRAINING_TOO_MANY_FILES' }),
    );
  });
});

const comparing: Work = { recipe: 'compare', priority: 'normal', options: { key: ['a'], tolerance: 0.5 } };

describe('a schedule that compares', () => {
  it('compares every further file with the first one', async () => {
    const host = bench.host();
    const { id } = await schedule(host, comparing, 'base.csv', 'east.csv', 'west.csv');
    await host.timetable.schedules.runNow(id);
    expect(comparisons(host)).toEqual([
      ['compare', 'east.csv', 'base.csv'],
      ['compare', 'west.csv', 'base.csv'],
    ]);
    expect(bench.jobs(host)[0]?.options).toEqual({ key: ['a'], ignored: [], tolerance: 0.5 });
  });

  it('profiles one file alone as long as nothing is kept of it', async () => {
    const host = bench.host();
    const { id } = await schedule(host, comparing, 'sales.csv');
    await host.timetable.schedules.runNow(id);
    expect(comparisons(host)).toEqual([['profile', 'sales.csv', undefined]]);
  });
});

/** Recipe, file and earlier file of each job. */
const comparisons = (host: TimetableHost) =>
  bench.jobs(host).map(({ input, otherInputs, recipe }) => [recipe, input.fileName, otherInputs[0]?.input.fileName]);

describe('a watched folder', () => {
  async function watch({ tickets, timetable }: TimetableHost, work: Work) {
    const { id } = await tickets.issueFolderTicket(box.folder);
    const results = { resultsFolder: null, resultsLocale: 'en' as const };
    return timetable.watchedFolders.add({
      ...{ folder: id, work, includesSubfolders: false, takesPresentFiles: false, ...results },
    });
  }

  it('keeps new files until there is a model again, then predicts each once', async () => {
    const host = box.working();
    await expect(watch(host, predicting())).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
    addModel(host, modelIds[0]!);
    const { id } = await watch(host, predicting());
    host.archive.models.hide(modelIds[0]!, 1);
    box.write('new.csv');
    await until(() => host.timetable.watchedFolders.list()[0]!.unstableFiles === 1);
    // Long enough for the file to be complete and its batch to be due.
    await new Promise((resolve) => setTimeout(resolve, 4 * (quickWatchTimes.stableMs + quickWatchTimes.collectMs)));
    expect(host.timetable.watchedFolders.list()).toMatchObject([
      { model: null, fault: { code: 'WORK_MODEL_REMOVED' } },
    ]);
    expect(bench.jobs(host)).toEqual([]);
    addModel(host, modelIds[1]!);
    await host.timetable.watchedFolders.change({ id, work: predicting({ options: { modelId: modelIds[1]! } }) });
    await until(() => bench.jobs(host).length > 0);
    await box.settled(host);
    expect(bench.jobs(host).map((job) => [job.recipe, job.input.fileName, modelOf(job)])).toEqual([
      ['predict', 'new.csv', modelIds[1]],
    ]);
  });

  it('compares a new file with the one that came before it, several with one another, and an older one that changes with none', async () => {
    for (const name of ['2.csv', '10.csv']) box.write(name);
    const host = box.working();
    await watch(host, comparing);
    await box.settled(host);
    for (const name of ['11.csv', '12.csv']) box.write(name);
    await until(() => bench.jobs(host).length >= 4);
    await box.settled(host);
    expect(comparisons(host).toSorted()).toEqual([
      ['compare', '11.csv', '10.csv'],
      ['compare', '12.csv', '11.csv'],
      ['profile', '11.csv', undefined],
      ['profile', '12.csv', undefined],
    ]);
    box.write('2.csv', 'a\n1\n2\n');
    await until(() => bench.jobs(host).length >= 5);
    expect(comparisons(host).slice(4)).toEqual([['profile', '2.csv', undefined]]);
  });

  it('trains anew on everything that lies there whenever a file comes', async () => {
    for (const name of ['2.csv', '10.csv']) box.write(name);
    const host = box.working();
    await watch(host, training);
    await box.settled(host);
    expect(bench.jobs(host)).toEqual([]);
    box.write('11.csv');
    await until(() => bench.jobs(host).length > 0);
    const [job] = bench.jobs(host);
    expect(job).toMatchObject({ recipe: 'train', input: { fileName: '11.csv' } });
    expect(job!.otherInputs.map(({ input }) => input.fileName)).toEqual(['2.csv', '10.csv']);
  });
});
