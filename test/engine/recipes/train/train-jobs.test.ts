import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../../contract/jobs.ts';
import { submissionSchema } from '../../../../contract/recipes.ts';
import type { Engine } from '../../../../engine/engine.ts';
import { createLocalClient } from '../../../../engine/local-client.ts';
import { writeTable } from '../../../builders/comparison.ts';
import { RealEngineBench } from '../../../builders/real-engine.ts';
import { studentHeader, studentRows } from '../../../builders/student-rows.ts';

let bench: RealEngineBench;
beforeEach(async () => {
  bench = await RealEngineBench.open();
});
afterEach(() => bench.close());

const file = writeTable('students.csv', studentHeader, studentRows(400, 4));

async function submit(engine: Engine, options: object): Promise<string> {
  const { id } = await engine.tickets.issueTicket(file);
  const inputs = [{ ticket: id, tables: null }];
  const submission = { recipe: 'train', inputs, options: { target: 'path', ...options }, isReuseAllowed: false };
  return (await engine.jobs.submit(submissionSchema.parse(submission))).jobs[0]!.id;
}

const digests = ({ artifacts }: Job) => artifacts.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort();

describe('a training on threads', () => {
  it('gives the same bytes on 1, 2 and 4 threads', async () => {
    const found: string[][] = [];
    for (const compute of [1, 2, 4]) {
      const engine = await bench.engine({ threads: { compute } });
      const id = await submit(engine, { exclude: ['final'], folds: 3, trees: 30 });
      const [job] = await engine.jobs.waitForEnd([id]);
      expect(job!.fault).toBeNull();
      found.push(digests(job!));
      await engine.close();
    }
    expect(found[0]).toHaveLength(4);
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('ends when it is cancelled in the middle of a fit, and its threads are free again', async () => {
    const engine = await bench.engine();
    const id = await submit(engine, { exclude: ['final'], trees: 20_000, learningRate: 0.001 });
    const seen = new AbortController();
    for await (const event of engine.jobs.watch(seen.signal)) {
      if (event.type !== 'jobChanged' || event.job.id !== id) continue;
      expect(['queued', 'running']).toContain(event.job.state);
      // A fold and its round are the subject.
      if (/^\d\/5 · [1-9]/.test(event.job.progress.subject ?? '')) seen.abort();
    }
    await engine.jobs.cancel({ ids: [id] });
    const [job] = await engine.jobs.waitForEnd([id]);
    expect(job).toMatchObject({ state: 'cancelled', artifacts: [] });
    const next = await submit(engine, { exclude: ['final'], folds: 2, trees: 2 });
    expect((await engine.jobs.waitForEnd([next]))[0]!.state).toBe('completed');
  });

  it('is proposed and told of through the router', async () => {
    const engine = await bench.engine();
    const { training } = createLocalClient(engine);
    const { id } = await engine.tickets.issueTicket(file);
    const input = { ticket: id, tables: null };
    const proposal = await training.proposeTraining({ input, target: 'path' });
    expect(proposal).toMatchObject({ target: 'path', task: 'multiclass', rows: 400, metric: 'logloss' });
    expect(proposal.columns.find(({ name }) => name === 'id')?.role).toBe('id');
    const guessed = await training.proposeTraining({ input, target: null });
    expect(proposal.columns.map(({ name }) => name)).toContain(guessed.target);
    await expect(training.proposeTraining({ input, target: 'nothing' })).rejects.toMatchObject({
      code: 'TARGET_UNKNOWN',
    });
    const jobId = await submit(engine, { exclude: ['final'], folds: 2, trees: 3 });
    await engine.jobs.waitForEnd([jobId]);
    const report = await training.getTrainingReport({ jobId });
    expect(report).toMatchObject({ target: 'path', files: ['students.csv'], folds: 2, trees: 9 });
    await expect(training.getTrainingReport({ jobId: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'JOB_UNKNOWN',
    });
  });
});
