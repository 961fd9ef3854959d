import { client } from '../bridge/client.ts';
import { notifyFailure } from '../parts/notify.ts';
import { useStore } from '../store/store.ts';

/** The most ids one request may carry. */
const batchSize = 10_000;

async function inBatches(ids: readonly string[], ask: (ids: string[]) => Promise<unknown>): Promise<void> {
  try {
    for (let start = 0; start < ids.length; start += batchSize) await ask(ids.slice(start, start + batchSize));
  } catch (error) {
    notifyFailure(error);
  }
}

/** Asks the jobs to stop; their rows change when they have. */
export function cancelJobs(ids: readonly string[]): Promise<void> {
  return inBatches(ids, (batch) => client.jobs.cancelJobs({ ids: batch }));
}

/** Removes finished jobs with their results; the feed takes their rows away. */
export function removeJobs(ids: readonly string[]): Promise<void> {
  return inBatches(ids, (batch) => client.jobs.removeJobs({ ids: batch }));
}

/** Submits the same work as a new job and marks its row. */
export async function rerunJob(id: string): Promise<void> {
  try {
    const job = await client.jobs.rerunJob({ id });
    const { applyJobEvents, markFreshJobs, jobs } = useStore.getState();
    if (!jobs.has(job.id)) applyJobEvents([{ type: 'jobChanged', job }]);
    markFreshJobs([job.id]);
  } catch (error) {
    notifyFailure(error);
  }
}
