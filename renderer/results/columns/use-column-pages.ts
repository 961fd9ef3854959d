import { startTransition, useCallback, useEffect, useReducer, useState } from 'react';
import type { ColumnType } from '../../../contract/files.ts';
import type { Job } from '../../../contract/jobs.ts';
import { callFault, client } from '../../bridge/client.ts';
import { isJobUnfinished, madePart, type ResultPart } from '../use-result-part.ts';
import { ColumnPages } from './column-pages.ts';

/** What the list of columns is narrowed to. */
export interface ColumnWish {
  readonly search: string;
  readonly type: ColumnType | null;
}

/**
 * The columns of a job's result that `wish` keeps, read as they come into sight. While another wish, or the same one of
 * a part made anew, is on its way, the list before it stays.
 */
export function useColumnPages(job: Job, { search, type }: ColumnWish): ResultPart<ColumnPages> {
  const jobId = job.id;
  const made = madePart(job, 'profile-columns');
  const [pages, setPages] = useState<ColumnPages | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const tryAgain = useCallback(() => setAttempt((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was made anew, and another attempt, are read anew.
  useEffect(() => {
    if (made === null) return;
    const next: ColumnPages = new ColumnPages(
      (offset, limit, signal) => client.results.listColumns({ jobId, search, type, offset, limit }, { signal }),
      () =>
        // Cards that come in are drawn in slices.
        startTransition(() => {
          setError(next.error);
          if (next.total !== null) setPages(next);
          redraw();
        }),
    );
    next.want(0, 0);
    return () => next.dispose();
  }, [jobId, made, search, type, attempt]);

  if (made === null) return { state: isJobUnfinished(job) ? 'waiting' : 'absent' };
  if (error) return { state: 'fault', fault: callFault(error), tryAgain };
  return pages ? { state: 'ready', value: pages } : { state: 'loading' };
}
