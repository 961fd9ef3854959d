import type { Job, JobEvent } from '../../contract/jobs.ts';
import type { JobEvents } from './job-events.ts';

/**
 * What happens to jobs, from now until `signal` is raised or the iteration is ended: first the jobs there are, then each
 * change. Of a job that changes faster than the reader reads only the newest change is kept, so nothing piles up.
 */
export async function* watchJobs(
  events: JobEvents,
  listJobs: () => Job[],
  signal: AbortSignal | undefined,
): AsyncGenerator<JobEvent, void, void> {
  const unread = new Map<string, JobEvent>();
  let wake = () => {};
  const stopListening = events.listen((change) => {
    const id = change.type === 'jobChanged' ? change.job.id : change.id;
    unread.delete(id);
    unread.set(id, change);
    wake();
  });
  const stop = () => wake();
  signal?.addEventListener('abort', stop);
  try {
    yield { type: 'jobsListed', jobs: listJobs() };
    while (!signal?.aborted) {
      const [next] = unread;
      if (next) {
        unread.delete(next[0]);
        yield next[1];
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    stopListening();
    signal?.removeEventListener('abort', stop);
  }
}
