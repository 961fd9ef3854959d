import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { call, ORPCError } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultData } from '../../../contract/faults.ts';
import type { Job } from '../../../contract/jobs.ts';
import { explanationSchema, modelDetailSchema, modelSummarySchema } from '../../../contract/models/models.ts';
import { type SubmissionInput, submissionSchema } from '../../../contract/recipes.ts';
import type { Engine } from '../../../engine/engine.ts';
import { createRouter } from '../../../engine/router.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';

let bench: RealEngineBench;
let engine: Engine;
let router: ReturnType<typeof createRouter>;
beforeEach(async () => {
  bench = await RealEngineBench.open();
  engine = await bench.engine();
  router = createRouter(engine);
});
afterEach(() => bench.close());

/** Students who pass when their score is high; a share of them at random. */
const rows = Array.from({ length: 160 }, (_, row) => {
  const score = (row * 37) % 100;
  return `${score},${['CS', 'Art', 'Law'][row % 3]},${score > 55 !== (row % 11 === 0) ? 'pass' : 'fail'}`;
});
const csv = `score,major,outcome\n${rows.join('\n')}\n`;

async function ticketFor(name: string, text: string): Promise<string> {
  const file = path.join(bench.folder, name);
  await writeFile(file, text);
  return (await engine.tickets.issueTicket(file)).id;
}

async function submit(submission: SubmissionInput): Promise<Job> {
  const { jobs } = await engine.jobs.submit(submissionSchema.parse(submission));
  const [job] = await engine.jobs.waitForEnd(jobs.map(({ id }) => id));
  return job!;
}

async function trained(changes: Partial<SubmissionInput> = {}, modelName: string | null = 'Passing'): Promise<Job> {
  const inputs = [{ ticket: await ticketFor('students.csv', csv), tables: null }];
  const options = { target: 'outcome', preset: 'quick', trees: 12, folds: 3, modelName } as const;
  const job = await submit({ recipe: 'train', inputs, options, ...changes } as SubmissionInput);
  expect(job.fault).toBeNull();
  return job;
}

async function faultOf(answer: Promise<unknown>): Promise<FaultData> {
  const error: unknown = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ORPCError);
  return (error as ORPCError<'FAULT', FaultData>).data;
}

const modelOf = async (jobId: string) => (await call(router.models.findJobModel, { jobId })).model!;

describe('a training', () => {
  it('brings its model into the library as it completes, with its card', async () => {
    const job = await trained();
    const model = await modelOf(job.id);
    expect(modelSummarySchema.parse(model)).toMatchObject({
      ...{
        id: job.id,
        jobId: job.id,
        name: 'Passing',
        version: 1,
        target: 'outcome',
        task: 'binary',
        origin: 'trained',
      },
      ...{ classes: ['fail', 'pass'], columns: 2, rows: 160 },
    });
    expect(model.scores?.accuracy).toBeGreaterThan(0.7);
    const detail = modelDetailSchema.parse(await call(router.models.getModel, { id: model.id }));
    expect(detail.inputs.map(({ name }) => name)).toEqual(['score', 'major']);
    expect(detail.card.files).toEqual(['students.csv']);
  });

  it('makes a next version of a name; taken over from an earlier one it makes none', async () => {
    const first = await trained({}, null);
    const reused = await trained({}, null);
    expect(reused.reusedFrom).toBe(first.id);
    expect((await modelOf(reused.id)).id).toBe(first.id);
    const again = await trained({ isReuseAllowed: false }, null);
    expect(await modelOf(again.id)).toMatchObject({ id: again.id, name: 'outcome', version: 2 });
    expect((await call(router.models.listModels, {})).total).toBe(2);
    // The same training gave the same bytes.
    expect((await modelOf(again.id)).sha256).toBe((await modelOf(first.id)).sha256);
  });

  it('taken over after its model was removed brings it back', async () => {
    const first = await trained();
    await call(router.models.removeModel, { id: first.id });
    const reused = await trained();
    expect(reused.reusedFrom).toBe(first.id);
    expect(await modelOf(reused.id)).toMatchObject({ id: reused.id, name: 'Passing', version: 2 });
  });

  it('may be removed; its model stays and still predicts', async () => {
    const job = await trained();
    await engine.jobs.remove({ ids: [job.id] });
    await engine.upkeep.cleanUp();
    const [model] = (await call(router.models.listModels, { search: 'passing' })).models;
    expect(model).toMatchObject({ id: job.id, jobId: null });
    const values = { score: 95, major: 'CS' };
    const likely = explanationSchema.parse(await call(router.models.explainValues, { id: job.id, values }));
    expect(likely.probabilities?.[1]).toBeGreaterThan(0.6);
    const sum = likely.contributions!.reduce((total, { amount }) => total + amount, likely.base);
    expect(sum).toBeCloseTo(likely.margin, 9);
    const other = await call(router.models.explainValues, { id: job.id, values: { score: '5' } });
    expect(other.probabilities?.[1]).toBeLessThan(0.4);
  });
});

describe('a model of the library', () => {
  it('is renamed with its versions, noted upon, found by name and version', async () => {
    const one = await trained();
    const two = await trained({ isReuseAllowed: false });
    expect(await call(router.models.renameModel, { id: one.id, name: '通过' })).toMatchObject({
      name: '通过',
      version: 1,
    });
    expect(await call(router.models.setModelNotes, { id: two.id, notes: 'for 2024' })).toMatchObject({
      ...{ name: '通过', version: 2, notes: 'for 2024' },
    });
    expect(engine.models.findNamed('通过')?.id).toBe(two.id);
    expect(engine.models.findNamed('通过@1')?.id).toBe(one.id);
    expect(engine.models.findNamed(one.id)?.version).toBe(1);
    expect(engine.models.findNamed('Passing')).toBeNull();
    const other = await trained({}, 'Other');
    expect(await faultOf(call(router.models.renameModel, { id: other.id, name: '通过' }))).toMatchObject({
      code: 'MODEL_NAME_TAKEN',
    });
  });

  it('leaves by one file and comes back by it, to the same document', async () => {
    const job = await trained();
    const folder = path.join(bench.folder, 'out');
    const { file, losses } = await engine.models.saveInto(job.id, 'auspex-model', folder);
    expect(losses).toEqual([]);
    expect(await readdir(folder)).toEqual(['Passing v1.model.json']);
    const ticket = (await engine.tickets.issueTicket(file)).id;
    const { model, checkedRows } = await call(router.models.importModel, { ticket, name: 'Passing' });
    expect(checkedRows).toBeNull();
    const before = await modelOf(job.id);
    expect(model).toMatchObject({ name: 'Passing', version: 2, jobId: null, sha256: before.sha256 });
    const { file: xgboost } = await engine.models.saveInto(job.id, 'xgboost-json', folder);
    expect(JSON.parse(await readFile(xgboost, 'utf8'))).toHaveProperty('learner');
  });

  it('is gone once removed: submissions with it are refused, and its file goes', async () => {
    const job = await trained();
    await engine.jobs.remove({ ids: [job.id] });
    expect(await call(router.models.removeModel, { id: job.id })).toEqual({ removed: true });
    expect(await call(router.models.removeModel, { id: job.id })).toEqual({ removed: false });
    expect(await faultOf(call(router.models.getModel, { id: job.id }))).toMatchObject({ code: 'MODEL_UNKNOWN' });
    const inputs = [{ ticket: await ticketFor('later.csv', csv), tables: null }];
    const submission: SubmissionInput = { recipe: 'predict', inputs, options: { modelId: job.id } };
    expect(await faultOf(call(router.jobs.submitJobs, submission))).toMatchObject({ code: 'MODEL_UNKNOWN' });
    await engine.upkeep.cleanUp();
    const names = await readdir(path.join(bench.dataFolder, 'artifacts'), { recursive: true });
    expect(names.filter((name) => name.endsWith('.json') || name.endsWith('.parquet'))).toEqual([]);
  });

  it('comes back with its training when the archive is lost', async () => {
    const job = await trained();
    const before = await modelOf(job.id);
    const manifest = path.join(bench.dataFolder, 'manifests', job.id.slice(-2), `${job.id}.json`);
    await expect.poll(() => existsSync(manifest)).toBe(true);
    await engine.close();
    for (const ending of ['', '-wal', '-shm']) {
      await rm(path.join(bench.dataFolder, `archive.sqlite${ending}`), { force: true });
    }
    engine = await bench.engine();
    router = createRouter(engine);
    await engine.upkeep.settled();
    expect(await modelOf(job.id)).toMatchObject({ name: 'Passing', version: 1, sha256: before.sha256 });
  });

  it('that is none is refused, and nothing is left of it', async () => {
    const ticket = await ticketFor('notes.json', '{"a": 1}');
    const fault = await faultOf(call(router.models.importModel, { ticket }));
    expect(['MODEL_FORMAT_UNKNOWN', 'MODEL_DAMAGED']).toContain(fault.code);
    expect((await call(router.models.listModels, {})).total).toBe(0);
  });
});
