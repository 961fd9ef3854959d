import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { FaultData } from '../../../contract/faults.ts';
import type { JobHistory } from '../../../contract/job-requests.ts';
import type { Job } from '../../../contract/jobs.ts';
import { callFault, client, isAborted } from '../../bridge/client.ts';
import { listenToJobs } from '../feed/job-feed.ts';

export interface ShownHistory {
  /** With the job as it stands now. */ readonly history: JobHistory | null;
  readonly fault: FaultData | null;
  readonly tryAgain: () => void;
}

/** While a job runs its parts and its log grow: they are read this often. */
const rereadEveryMs = 1500;

/** Everything that is known about a job, live. */
export function useJobHistory(jobId: string): ShownHistory {
  const [history, setHistory] = useState<JobHistory | null>(null);
  const [fault, setFault] = useState<FaultData | null>(null);
  const asking = useRef<() => void>(() => {});

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let told: Job | null = null;
    const ask = () => {
      clearTimeout(timer);
      timer = undefined;
      const toldBefore = told;
      client.jobs.getJobHistory({ id: jobId }, { signal: stop.signal }).then(
        (answer) => {
          if (stop.signal.aborted) return;
          const history = told !== null && told !== toldBefore ? { ...answer, job: told } : answer;
          // A long life is drawn in slices.
          startTransition(() => {
            setFault(null);
            setHistory(history);
          });
        },
        (error: unknown) => !isAborted(error) && !stop.signal.aborted && setFault(callFault(error)),
      );
    };
    asking.current = ask;
    const stopListening = listenToJobs((events) => {
      for (const event of events) {
        if (event.type === 'jobsReset') ask();
        else if (event.type === 'jobRemoved' && event.id === jobId) {
          setFault({ code: 'JOB_UNKNOWN', values: {}, detail: null });
        } else if (event.type === 'jobChanged' && event.job.id === jobId) {
          const isNews = told?.state !== event.job.state || told.attempt !== event.job.attempt;
          const { job } = event;
          told = job;
          setHistory((before) => before && { ...before, job });
          if (isNews) ask();
          else timer ??= setTimeout(ask, rereadEveryMs);
        }
      }
    });
    ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
      stopListening();
    };
  }, [jobId]);

  const tryAgain = useCallback(() => asking.current(), []);
  return { history, fault, tryAgain };
}
