import type { Job, JobEvent } from '../../contract/jobs.ts';

interface JobSource {
  readonly watch: (signal: AbortSignal) => Promise<AsyncIterable<JobEvent>>;
  readonly listRunning: () => Promise<readonly Job[]>;
}

interface JobListener {
  readonly onEvent: (event: JobEvent) => void;
  /** Which jobs run, whenever that cannot be told from single events. */
  readonly onRunning: (jobs: readonly Job[]) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Long enough not to spin where the source is broken for good. */
const againMs = 2_000;

/** Tells `listener` of the jobs until `signal` ends it; begins anew when the source breaks off. */
export async function followJobs(
  source: JobSource,
  listener: JobListener,
  signal: AbortSignal,
  againAfterMs = againMs,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const event of await source.watch(signal)) {
        listener.onEvent(event);
        if (event.type === 'jobsReset') listener.onRunning(await source.listRunning());
      }
    } catch (error) {
      if (signal.aborted) return;
      listener.onTrouble(error);
    }
    await pause(againAfterMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
