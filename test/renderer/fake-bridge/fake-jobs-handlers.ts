import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import type { Job } from '../../../contract/jobs.ts';
import { asQueued } from './fake-job-rules.ts';
import type { FakeJobs } from './fake-jobs.ts';
import { sampleHistory } from './sample-history.ts';
import { waiting } from './sample-jobs.ts';

type JobsImplementer = Implementer<typeof contract, object, object>['jobs'];

const isUnfinished = (job: Job) => ['queued', 'scheduled', 'paused', 'running'].includes(job.state);
const unknown = { data: { code: 'JOB_UNKNOWN' as const, values: {}, detail: null } };
const broken = { data: { code: 'INTERNAL' as const, values: {}, detail: 'wished for by ?broken' } };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The jobs' part of the contract over the made-up engine. `?slow=ms` delays lists, `?broken` fails them. */
export function jobsHandlers(os: JobsImplementer, jobs: FakeJobs, wish: URLSearchParams) {
  const slowMs = Number(wish.get('slow') ?? 3);
  return {
    submitJobs: os.submitJobs.handler(({ input }) => jobs.submit(input)),
    estimateSubmission: os.estimateSubmission.handler(({ input }) => {
      const one = { durationMs: 4200, lowMs: 2900, highMs: 7400, basedOnJobs: 31 };
      const total = { ...one, durationMs: 41_000 * input.inputs.length, lowMs: 29_000 * input.inputs.length };
      total.highMs = total.lowMs * 3;
      return { inputs: input.inputs.map(() => one), total, reusable: Math.floor(input.inputs.length / 3) };
    }),
    listJobs: os.listJobs.handler(async ({ input, errors }) => {
      await pause(slowMs);
      if (wish.has('broken')) throw errors.FAULT(broken);
      return jobs.list(input);
    }),
    listEntries: os.listEntries.handler(async ({ input, errors }) => {
      await pause(slowMs);
      if (wish.has('broken')) throw errors.FAULT(broken);
      return jobs.entries(input);
    }),
    countJobs: os.countJobs.handler(() => jobs.counts()),
    getJob: os.getJob.handler(({ input, errors }) => {
      const job = jobs.get(input.id);
      if (!job) throw errors.FAULT(unknown);
      return job;
    }),
    getJobHistory: os.getJobHistory.handler(async ({ input, errors }) => {
      await pause(slowMs);
      const job = jobs.get(input.id);
      if (!job) throw errors.FAULT(unknown);
      return sampleHistory(job);
    }),
    getBatch: os.getBatch.handler(({ input, errors }) => {
      const batch = jobs.batch(input.id);
      if (!batch) throw errors.FAULT(unknown);
      return batch;
    }),
    makeBatchWorkbook: os.makeBatchWorkbook.handler(({ errors }) => Promise.reject(errors.FAULT(broken))),
    cancelJobs: os.cancelJobs.handler(({ input }) =>
      jobs.change(input, (job) =>
        isUnfinished(job) ? { state: 'cancelled', finishedAtMs: Date.now(), durationMs: null, waitReason: null } : null,
      ),
    ),
    pauseJobs: os.pauseJobs.handler(({ input }) =>
      jobs.change(input, (job) =>
        isUnfinished(job) && job.state !== 'paused' ? { state: 'paused', waitReason: { kind: 'paused' } } : null,
      ),
    ),
    resumeJobs: os.resumeJobs.handler(({ input }) =>
      jobs.change(input, (job) => (job.state === 'paused' ? { state: 'queued', waitReason: null } : null)),
    ),
    pauseQueue: os.pauseQueue.handler(() => jobs.pauseQueue(true)),
    resumeQueue: os.resumeQueue.handler(() => jobs.pauseQueue(false)),
    redriveJobs: os.redriveJobs.handler(({ input }) =>
      jobs.change(input, (job) =>
        job.state === 'dead' || job.state === 'cancelled' ? { ...asQueued, progress: waiting } : null,
      ),
    ),
    setPriority: os.setPriority.handler(({ input }) => jobs.setPriority(input.selection, input.priority)),
    moveJobs: os.moveJobs.handler(({ input }) => jobs.move(input.ids, input.beforeId)),
    rerunJob: os.rerunJob.handler(({ input }) => jobs.rerun(input.id)),
    pinJobs: os.pinJobs.handler(({ input }) => jobs.change(input.selection, () => ({ isPinned: input.isPinned }))),
    removeJobs: os.removeJobs.handler(({ input }) => jobs.remove(input)),
    watchJobs: os.watchJobs.handler(({ signal }) => jobs.watch(signal)),
  };
}
