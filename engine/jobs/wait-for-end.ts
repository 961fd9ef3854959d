import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '../../contract/faults.ts';
import type { Job } from '../../contract/jobs.ts';
import type { JobEvents } from './job-events.ts';
import { isEndedState } from './job-states.ts';

/** Jobs read in one turn of the event loop. */
const sliceJobs = 100;

/** The jobs once all of them have ended; `onChange` hears of each change until then. Throws JOB_UNKNOWN. */
export async function waitForEnd(
  ids: readonly string[],
  onChange: (job: Job) => void,
  events: JobEvents,
  read: (id: string) => Promise<Job>,
): Promise<Job[]> {
  const wanted = new Set(ids);
  const ended = new Map<string, Job>();
  const { promise: end, resolve: finish, reject: fail } = withResolvers<void>();
  // Awaited only once everything has been read.
  end.catch(() => undefined);
  const note = (job: Job) => {
    if (isEndedState(job.state)) ended.set(job.id, job);
    else ended.delete(job.id);
    if (ended.size === wanted.size) finish();
  };
  const readAll = async () => {
    let count = 0;
    for (const id of wanted) {
      if (ended.has(id)) continue;
      note(await read(id));
      if (++count % sliceJobs === 0) await nextTurn();
    }
  };
  const stop = events.listen((change) => {
    if (change.type === 'jobsReset') readAll().catch(fail);
    if (change.type === 'jobRemoved' && wanted.has(change.id)) fail(new Fault('JOB_UNKNOWN'));
    if (change.type !== 'jobChanged' || !wanted.has(change.job.id)) return;
    onChange(change.job);
    note(change.job);
  });
  try {
    await readAll();
    if (wanted.size > 0) await end;
    return ids.map((id) => ended.get(id)!);
  } finally {
    stop();
  }
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
