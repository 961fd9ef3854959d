import type { Job, JobEvent } from '../../contract/jobs.ts';

interface FollowOptions {
  readonly watch: (signal: AbortSignal) => Promise<AsyncIterable<JobEvent>>;
  readonly list: (place: { limit: number; offset: number }) => Promise<{ jobs: readonly Job[]; total: number }>;
  readonly onEvents: (events: readonly JobEvent[]) => void;
  readonly onOlder: (jobs: readonly Job[]) => void;
  readonly signal: AbortSignal;
  /** Between one drawing and the next; events in between are handed over together. */
  readonly gatherMs?: number;
  readonly reconnectMs?: number;
}

const pageSize = 1000;
/** Older jobs than these are found by search, not by scrolling. */
const maxListedJobs = 20_000;

/** Follows every change of every job until `signal` aborts, beginning anew whenever the feed ends or fails. */
export async function followJobs(options: FollowOptions): Promise<void> {
  const { signal, reconnectMs = 1000 } = options;
  while (!signal.aborted) {
    try {
      await followOnce(options);
    } catch {
      // Whatever ended the feed, the next one begins with the whole list.
    }
    if (!signal.aborted) await pause(reconnectMs, signal);
  }
}

async function followOnce({ watch, list, onEvents, onOlder, signal, gatherMs = 80 }: FollowOptions): Promise<void> {
  let gathered: JobEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const handOver = () => {
    clearTimeout(timer);
    timer = undefined;
    const events = gathered;
    gathered = [];
    if (events.length > 0 && !signal.aborted) onEvents(events);
  };
  try {
    for await (const event of await watch(signal)) {
      if (signal.aborted) return;
      gathered.push(event);
      if (event.type === 'jobsListed') {
        handOver();
        void listOlder(event.jobs.length, list, onOlder, signal);
      } else {
        timer ??= setTimeout(handOver, gatherMs);
      }
    }
  } finally {
    handOver();
  }
}

/** Fetches what lies beyond the first `known` jobs, page by page. */
async function listOlder(
  known: number,
  list: FollowOptions['list'],
  onOlder: FollowOptions['onOlder'],
  signal: AbortSignal,
): Promise<void> {
  try {
    for (let offset = known; offset < maxListedJobs && !signal.aborted; ) {
      const { jobs, total } = await list({ limit: pageSize, offset });
      if (signal.aborted || jobs.length === 0) return;
      onOlder(jobs);
      offset += jobs.length;
      if (offset >= total) return;
    }
  } catch {
    // The newest jobs are on screen; the next connection tries again.
  }
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
