import { rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import { type SubmissionInput, submissionSchema } from '../../../contract/recipes.ts';
import type { Engine } from '../../../engine/engine.ts';
import { EngineBench } from '../../builders/scripted-engine.ts';

let bench: EngineBench;
let engine: Engine;
beforeEach(async () => {
  bench = await EngineBench.open();
  engine = await bench.engine();
});
afterEach(() => bench.close());

const table = 'a,b\n1,2\n3,4\n5,6\n';

/** The job of a file with this content, once it has ended. */
async function run(name: string, text: string, rest: Partial<SubmissionInput> = {}): Promise<Job> {
  const ticket = await engine.tickets.issueTicket(await bench.file(name, text));
  const inputs = [{ ticket: ticket.id, tables: null }];
  const { jobs } = await engine.jobs.submit(submissionSchema.parse({ recipe: 'profile', inputs, ...rest }));
  const [job] = await engine.jobs.waitForEnd([jobs[0]!.id]);
  return job!;
}

const digests = (job: Job) => job.artifacts.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort();

describe('an earlier result', () => {
  it('of the same bytes is taken over at once and marked, whatever the file is called', async () => {
    const first = await run('first.csv', table);
    const second = await run('second.csv', table);
    expect(first).toMatchObject({ state: 'completed', reusedFrom: null });
    expect(second).toMatchObject({ state: 'completed', reusedFrom: first.id, rows: 3, columns: 2, sheet: 'Table' });
    expect(digests(second)).toEqual(digests(first));
    const { events, fingerprint } = await engine.jobs.history(second.id);
    expect(events.map(({ cause }) => cause)).toEqual(['submitted', 'started', 'reused']);
    expect(fingerprint).toBe((await engine.jobs.history(first.id)).fingerprint);
    // Its result bears its own name.
    expect(await engine.results.getOverview(second.id)).toMatchObject({ fileName: 'second.csv' });
  });

  it('outlives the job that made it', async () => {
    const first = await run('first.csv', table);
    const second = await run('second.csv', table);
    await engine.jobs.remove({ ids: [first.id] });
    expect(await engine.results.getOverview(second.id)).toMatchObject({ rows: 3 });
    // And is still there to be taken over.
    expect(await run('third.csv', table)).toMatchObject({ reusedFrom: second.id });
  });

  it('is not taken over for other bytes of the same number, other options, or another sheet', async () => {
    await run('first.csv', table);
    expect((await run('bytes.csv', table.replace('6', '7'))).reusedFrom).toBeNull();
    expect((await run('options.csv', table, { options: { seed: 1 } })).reusedFrom).toBeNull();
    const ticket = await engine.tickets.issueTicket(await bench.file('sheet.csv', table));
    const submission = submissionSchema.parse({
      recipe: 'profile',
      inputs: [{ ticket: ticket.id, tables: [{ sheet: 'B' }] }],
    });
    const { jobs } = await engine.jobs.submit(submission);
    expect((await engine.jobs.waitForEnd([jobs[0]!.id]))[0]!.reusedFrom).toBeNull();
  });

  it('is not taken over when that is not wanted, nor when a job is run again', async () => {
    const first = await run('first.csv', table);
    expect((await run('anew.csv', table, { isReuseAllowed: false })).reusedFrom).toBeNull();
    const again = await engine.jobs.rerun(first.id);
    expect((await engine.jobs.waitForEnd([again.id]))[0]).toMatchObject({ state: 'completed', reusedFrom: null });
  });

  it('whose files are gone is made anew', async () => {
    const first = await run('first.csv', table);
    for (const artifact of first.artifacts) await rm(engine.results.artifactPath(artifact));
    const second = await run('second.csv', table);
    expect(second).toMatchObject({ state: 'completed', reusedFrom: null });
    expect(await engine.results.getOverview(second.id)).toMatchObject({ rows: 3 });
  });

  it('is looked for only in the file that was chosen', async () => {
    await run('first.csv', table);
    const file = await bench.file('changed.csv', table);
    const ticket = await engine.tickets.issueTicket(file);
    await writeFile(file, table.replace('6', '9'));
    const inputs = [{ ticket: ticket.id, tables: null }];
    const { jobs } = await engine.jobs.submit(submissionSchema.parse({ recipe: 'profile', inputs }));
    const [job] = await engine.jobs.waitForEnd([jobs[0]!.id]);
    expect(job).toMatchObject({ state: 'dead', fault: { code: 'FILE_CHANGED' } });
  });

  it('of text is not taken over for a file that claims to be a workbook', async () => {
    await run('first.csv', table);
    // The bench reads whatever it is given.
    expect(await run('second.xlsx', table)).toMatchObject({ state: 'completed', reusedFrom: null });
  });

  it('is foretold by name and size', async () => {
    await run('first.csv', table);
    const same = await engine.tickets.issueTicket(await bench.file('first.csv', table));
    const other = await engine.tickets.issueTicket(await bench.file('other.csv', table));
    const inputs = [same, other].map(({ id }) => ({ ticket: id, tables: null }));
    const estimate = engine.jobs.estimate(submissionSchema.parse({ recipe: 'profile', inputs }));
    expect(estimate.reusable).toBe(1);
    expect(estimate.inputs).toHaveLength(2);
    expect(estimate.total!.basedOnJobs).toBe(1);
  });
});
