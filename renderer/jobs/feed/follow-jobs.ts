import type { JobEvent } from '../../../contract/jobs.ts';

interface FollowOptions {
  readonly watch: (signal: AbortSignal) => Promise<AsyncIterable<JobEvent>>;
  readonly onEvents: (events: readonly JobEvent[]) => void;
  readonly signal: AbortSignal;
  /** Between one drawing and the next; events in between are handed over together. */
  readonly gatherMs?: number;
  readonly reconnectMs?: number;
}

/** Follows every change of every job until `signal` aborts, beginning anew whenever the feed ends or fails. */
export async function followJobs(options: FollowOptions): Promise<void> {
  const { signal, reconnectMs = 1000 } = options;
  while (!signal.aborted) {
    try {
      await followOnce(options);
    } catch {
      // Whatever ended the feed, the next one begins with a reset.
    }
    if (!signal.aborted) await pause(reconnectMs, signal);
  }
}

async function followOnce({ watch, onEvents, signal, gatherMs = 80 }: FollowOptions): Promise<void> {
  let gathered: JobEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const handOver = () => {
    clearTimeout(timer);
    timer = undefined;
    const events = gathered;
    gathered = [];
    if (events.length > 0 && !signal.aborted) onEvents(newestOfEach(events));
  };
  try {
    for await (const event of await watch(signal)) {
      if (signal.aborted) return;
      gathered.push(event);
      if (event.type === 'jobsReset') handOver();
      else timer ??= setTimeout(handOver, gatherMs);
    }
  } finally {
    handOver();
  }
}

/** Of several events about the same thing only the last one counts. */
export function newestOfEach(events: readonly JobEvent[]): readonly JobEvent[] {
  const newest = new Map<string, JobEvent>();
  for (const event of events) {
    const name = subjectOf(event);
    newest.delete(name);
    newest.set(name, event);
  }
  return [...newest.values()];
}

function subjectOf(event: JobEvent): string {
  if (event.type === 'jobChanged') return event.job.id;
  if (event.type === 'jobRemoved') return event.id;
  if (event.type === 'batchChanged') return `batch ${event.batch.id}`;
  return event.type;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
