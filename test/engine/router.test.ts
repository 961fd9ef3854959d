import { call, ORPCError } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobEntrySchema, jobHistorySchema } from '../../contract/job-requests.ts';
import { batchSchema, jobEventSchema, jobSchema } from '../../contract/jobs.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import type { Engine } from '../../engine/engine.ts';
import { createRouter } from '../../engine/router.ts';
import { EngineBench } from '../builders/scripted-engine.ts';

let bench: EngineBench;
let engine: Engine;
beforeEach(async () => {
  bench = await EngineBench.open();
  engine = await bench.engine();
});
afterEach(() => bench.close());

const unknownId = '00000000-0000-4000-8000-000000000000';

/** The fault an answer carried. */
async function faultOf(answer: Promise<unknown>): Promise<unknown> {
  const error: unknown = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ORPCError);
  const { code, defined, data } = error as ORPCError<string, unknown>;
  expect({ code, defined }).toEqual({ code: 'FAULT', defined: true });
  return data;
}

describe('the contract answered by the engine', () => {
  it('takes jobs, shows them and their results', async () => {
    const router = createRouter(engine);
    const ticket = await engine.tickets.issueTicket(await bench.file('good.csv'));
    const inspection = await call(router.files.inspectFile, { ticket: ticket.id });
    expect(inspection).toMatchObject({ format: 'csv' });
    const submission = {
      recipe: 'profile' as const,
      inputs: [{ ticket: ticket.id, tables: [{ sheet: 'Table' }, { sheet: 'Table' }] }],
    };
    const { jobs } = await call(router.jobs.submitJobs, submission);
    expect(jobs).toHaveLength(1);
    await engine.jobs.waitForEnd([jobs[0]!.id]);
    const job = await call(router.jobs.getJob, { id: jobs[0]!.id });
    expect(jobSchema.parse(job)).toEqual(job);
    expect(job).toMatchObject({ state: 'completed', sheet: 'Table' });
    expect(await call(router.jobs.listJobs, { limit: 10, offset: 0 })).toEqual({ jobs: [job], total: 1 });
    expect(await call(router.results.getOverview, { jobId: job.id })).toMatchObject({ rows: 3 });
    const report = await call(router.results.makeReport, { jobId: job.id, format: 'json', locale: 'en' });
    expect(report).toMatchObject({ kind: 'report-json', variant: 'en', extension: '.json' });
    expect(JSON.stringify(job)).not.toContain(bench.folder);
    expect(await call(router.jobs.removeJobs, { ids: [job.id] })).toEqual({ changed: 1 });
  });

  it('answers each request about jobs in the shape of the contract', async () => {
    const { jobs: requests } = createRouter(engine);
    const [first, second] = await bench.run(engine, 'good.csv', 'crash-read.csv');
    const selection = { ids: [first!.id, second!.id] };
    const history = await call(requests.getJobHistory, { id: second!.id });
    expect(jobHistorySchema.parse(history)).toEqual(history);
    expect(history).toMatchObject({ attempts: [{ number: 1 }, { number: 2 }, { number: 3 }] });
    const batch = await call(requests.getBatch, { id: first!.batchId });
    expect(batchSchema.parse(batch)).toEqual(batch);
    expect(batch).toMatchObject({ jobs: 2, fraction: 1, etaMs: null, counts: { completed: 1, dead: 1 } });
    const { entries, total } = await call(requests.listEntries, { limit: 10, offset: 0 });
    expect(entries.map((entry) => jobEntrySchema.parse(entry))).toEqual([{ type: 'batch', batch }]);
    expect(total).toBe(1);
    await call(requests.pauseQueue, undefined);
    expect(await call(requests.redriveJobs, { batchId: batch.id })).toEqual({ changed: 1 });
    expect(await call(requests.countJobs, undefined)).toMatchObject({ isQueuePaused: true, counts: { queued: 1 } });
    const [waiting] = await bench.submit(engine, 'waiting.csv');
    const waitingIds = { ids: [waiting!.id] };
    expect(await call(requests.setPriority, { selection: waitingIds, priority: 'low' })).toEqual({ changed: 1 });
    expect(await call(requests.moveJobs, { ...waitingIds, beforeId: second!.id })).toEqual({ changed: 1 });
    expect(await call(requests.pauseJobs, waitingIds)).toEqual({ changed: 1 });
    expect(await call(requests.resumeJobs, waitingIds)).toEqual({ changed: 1 });
    expect(await call(requests.cancelJobs, { filter: {} })).toEqual({ changed: 2 });
    await call(requests.resumeQueue, undefined);
    expect(await call(requests.pinJobs, { selection, isPinned: true })).toEqual({ changed: 2 });
    const again = await call(requests.rerunJob, { id: first!.id });
    expect(jobSchema.parse(again)).toEqual(again);
    const inputs = [{ ticket: (await engine.tickets.issueTicket(await bench.file('good.csv'))).id, tables: null }];
    const estimate = await call(requests.estimateSubmission, { recipe: 'profile', inputs });
    expect(estimate).toMatchObject({ inputs: [{ basedOnJobs: expect.any(Number) }], reusable: 1 });
  });

  it('streams what happens, each event in the shape of the contract', async () => {
    const router = createRouter(engine);
    const leaving = new AbortController();
    const events = await call(router.jobs.watchJobs, undefined, { signal: leaving.signal });
    const [job] = await bench.submit(engine, 'good.csv');
    const seen: string[] = [];
    for await (const event of events) {
      jobEventSchema.parse(event);
      seen.push(event.type === 'jobChanged' ? event.job.state : event.type);
      if (seen.at(-1) === 'completed') break;
    }
    expect(seen[0]).toBe('jobsReset');
    expect(seen.at(-1)).toBe('completed');
    leaving.abort();
    expect((await engine.jobs.get(job!.id)).state).toBe('completed');
  });

  it('answers what cannot be done with coded faults', async () => {
    const router = createRouter(engine);
    const inputs = [{ ticket: unknownId, tables: null }];
    const asked = [
      call(router.jobs.getJob, { id: unknownId }),
      call(router.jobs.rerunJob, { id: unknownId }),
      call(router.files.previewSheet, { ticket: unknownId, reading: {} }),
      call(router.jobs.submitJobs, { recipe: 'profile', inputs }),
      call(router.results.getCorrelations, { jobId: unknownId }),
    ];
    const faults = await Promise.all(asked.map(faultOf));
    const codes = faults.map((fault) => (fault as { code: string }).code);
    expect(codes).toEqual(['JOB_UNKNOWN', 'JOB_UNKNOWN', 'TICKET_UNKNOWN', 'TICKET_UNKNOWN', 'JOB_UNKNOWN']);
    const missing = await engine.tickets.issueTicketForAnything('/nowhere/at-all.csv');
    const fault = await faultOf(call(router.files.inspectFile, { ticket: missing.id }));
    expect(fault).toMatchObject({ code: 'FILE_MISSING', values: { file: 'at-all.csv' } });
  });

  it('says which part of a request is not valid', async () => {
    const router = createRouter(engine);
    const wrong = { recipe: 'profile', inputs: [{ ticket: '../../etc/passwd', tables: null }] } as const;
    const fault = await faultOf(call(router.jobs.submitJobs, { ...wrong, inputs: [...wrong.inputs] }));
    expect(fault).toMatchObject({ code: 'REQUEST_INVALID' });
    expect(JSON.stringify(fault)).toContain('inputs.0.ticket');
    const source = { kind: 'result', jobId: unknownId } as const;
    const page = { source, view: {}, columns: [0], offset: -1, limit: 5 };
    expect(await faultOf(call(router.tables.pageTable, page))).toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it.each([
    ['maxCorrelationColumns', { recipe: 'profile', options: { maxCorrelationColumns: 1 } }],
    ['folds', { recipe: 'train', options: { target: 'a', folds: 99 } }],
    ['columns', { recipe: 'export', options: { columns: [99_999] } }],
  ] as const)('accepts no job whose option %s is out of range', async (option, asked) => {
    const router = createRouter(engine);
    const inputs = [{ ticket: (await engine.tickets.issueTicket(await bench.file('good.csv'))).id, tables: null }];
    const fault = await faultOf(call(router.jobs.submitJobs, { ...asked, inputs } as never));
    expect(fault).toMatchObject({ code: 'REQUEST_INVALID', values: { reason: expect.stringContaining(option) } });
    expect((await call(router.jobs.countJobs, undefined)).counts).toMatchObject({
      queued: 0,
      running: 0,
      completed: 0,
    });
  });

  it('leaves to the host what is the host’s', async () => {
    const alone = createRouter(engine);
    expect(await faultOf(call(alone.settings.getSettings, undefined))).toMatchObject({ code: 'NOT_AVAILABLE_HERE' });
    expect(await faultOf(call(alone.desktop.about, undefined))).toMatchObject({ code: 'NOT_AVAILABLE_HERE' });
    const settings: Settings = { ...defaultSettings, language: 'zh-CN', theme: 'dark' };
    const hosted = createRouter(engine, {
      settings: {
        getSettings: async () => ({ ...settings, systemLocale: 'en' }),
        changeSettings: async ({ theme = settings.theme }) => ({ ...settings, theme }),
      },
    });
    expect(await call(hosted.settings.changeSettings, { theme: 'light' })).toEqual({ ...settings, theme: 'light' });
  });
});
