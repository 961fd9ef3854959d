import { startTransition, useCallback, useEffect, useState } from 'react';
import type { FaultData } from '../../contract/faults.ts';
import type { ArtifactKind, Job } from '../../contract/jobs.ts';
import { callFault, isAborted } from '../bridge/client.ts';

/** One part of a result: not made yet, never made, on its way, there, or why not. */
export type ResultPart<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'absent' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'fault'; readonly fault: FaultData; readonly tryAgain: () => void };

interface Loaded<T> {
  readonly key: string;
  readonly value: T | null;
  readonly fault: FaultData | null;
}

/** The SHA-256 of what `job` has made of `kind`, which changes when the part is made anew; null while there is none. */
export function madePart(job: Job, kind: ArtifactKind): string | null {
  return job.artifacts.find((artifact) => artifact.kind === kind)?.sha256 ?? null;
}

export function isJobUnfinished(job: Job): boolean {
  return job.state === 'scheduled' || job.state === 'queued' || job.state === 'paused' || job.state === 'running';
}

/**
 * The part `kind` of a job's result. It is loaded when the job has made it, and again when the job makes it anew; what
 * was loaded before stays on screen meanwhile. `load` must keep its identity.
 */
export function useResultPart<T>(
  job: Job,
  kind: ArtifactKind,
  load: (jobId: string, signal: AbortSignal) => Promise<T>,
): ResultPart<T> {
  const made = madePart(job, kind);
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<Loaded<T> | null>(null);
  const tryAgain = useCallback(() => setAttempt((count) => count + 1), []);
  const key = `${job.id} ${made} ${attempt}`;

  useEffect(() => {
    if (made === null) return;
    const stop = new AbortController();
    load(job.id, stop.signal).then(
      (value) => {
        // A large result is drawn in slices.
        if (!stop.signal.aborted) startTransition(() => setLoaded({ key, value, fault: null }));
      },
      (error: unknown) => {
        if (stop.signal.aborted || isAborted(error)) return;
        setLoaded((before) => ({ key, value: before?.value ?? null, fault: callFault(error) }));
      },
    );
    return () => stop.abort();
  }, [job.id, made, key, load]);

  if (made === null) return { state: isJobUnfinished(job) ? 'waiting' : 'absent' };
  if (loaded?.key === key && loaded.fault && loaded.fault.code !== 'RESULT_NOT_READY') {
    return { state: 'fault', fault: loaded.fault, tryAgain };
  }
  if (loaded?.value) return { state: 'ready', value: loaded.value };
  return { state: 'loading' };
}
