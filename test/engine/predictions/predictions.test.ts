import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submissionSchema } from '../../../contract/recipes.ts';
import type { Engine } from '../../../engine/engine.ts';
import { createLocalClient, type LocalClient } from '../../../engine/local-client.ts';
import { documentBytes } from '../../../workers/models/read-document.ts';
import { outcomeModel } from '../../builders/model-document.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';

let bench: RealEngineBench;
let engine: Engine;
let client: LocalClient;
let modelId: string;
let ticket: string;
let jobId: string;

beforeAll(async () => {
  bench = await RealEngineBench.open();
  engine = await bench.engine();
  client = createLocalClient(engine);
  const write = async (name: string, content: string | Uint8Array) => {
    const file = path.join(bench.folder, name);
    writeFileSync(file, content);
    return (await engine.tickets.issueTicket(file)).id;
  };
  const model = await write('outcome.json', documentBytes(outcomeModel()));
  modelId = (await client.models.importModel({ ticket: model, name: '毕业去向' })).model.id;
  const rows = Array.from(
    { length: 30 },
    (_, row) => `S${row},${row % 2 ? '软件工程' : '网络工程'},${40 + 2 * row},0.9,就业`,
  );
  ticket = await write('2024.csv', `学号,专业,成绩,出勤率,去向\n${rows.join('\n')}\n`);
  const inputs = [{ ticket, tables: null }];
  const options = { modelId, groupBy: '专业' };
  const { jobs } = await engine.jobs.submit(submissionSchema.parse({ recipe: 'predict', inputs, options }));
  jobId = jobs[0]!.id;
  const [ended] = await engine.jobs.waitForEnd([jobId]);
  expect(ended).toMatchObject({ state: 'completed', rows: 30, columns: 5 });
});
afterAll(() => bench.close());

describe('predictions', () => {
  it('tell how a file fits a model before anything is predicted', async () => {
    const fit = await client.predictions.matchColumns({ modelId, input: { ticket, tables: null } });
    expect(fit.columns.map(({ column, kind }) => [column, kind])).toEqual([
      ['成绩', 'same'],
      ['专业', 'same'],
      ['出勤率', 'same'],
    ]);
    expect(fit).toMatchObject({ hasTarget: true, fileColumns: ['学号', '专业', '成绩', '出勤率', '去向'] });
    expect(fit.groupCandidates).toEqual([{ name: '专业', groups: 2 }]);
  });

  it('have a report, rows that can be looked at, and an explanation for each of them', async () => {
    const report = await client.predictions.getPredictionReport({ jobId });
    expect(report).toMatchObject({ modelId, modelName: '毕业去向', rows: 30, groupTotal: 2, file: '2024.csv' });
    const opened = await client.tables.openTable({ source: { kind: 'result', jobId, artifact: 'predictions' } });
    expect(opened).toMatchObject({ state: 'ready', rows: 30 });
    const told = await client.predictions.explainRow({ jobId, row: 29 });
    expect(told).toMatchObject({ predictedClass: 0, explainedClass: 0 });
    const sum = told.contributions!.reduce((total, { amount }) => total + amount, told.base);
    expect(sum).toBeCloseTo(told.margin, 12);
    expect(told.contributions![0]).toMatchObject({ column: '成绩', value: 98 });
    expect(await client.predictions.explainRow({ jobId, row: 29, explainedClass: 2 })).toMatchObject({
      explainedClass: 2,
    });
  });

  it('refuse rows, classes, jobs and models that are not there', async () => {
    const refused = (code: string) => ({ code });
    await expect(client.predictions.explainRow({ jobId, row: 30 })).rejects.toMatchObject(refused('REQUEST_INVALID'));
    const far = client.predictions.explainRow({ jobId, row: 0, explainedClass: 3 });
    await expect(far).rejects.toMatchObject(refused('REQUEST_INVALID'));
    const nobody = '0190f0a0-0000-7000-8000-00000000000f';
    await expect(client.predictions.getPredictionReport({ jobId: nobody })).rejects.toMatchObject(
      refused('JOB_UNKNOWN'),
    );
    const match = client.predictions.matchColumns({ modelId: nobody, input: { ticket, tables: null } });
    await expect(match).rejects.toMatchObject(refused('MODEL_UNKNOWN'));
  });
});
