import { useEffect, useState } from 'react';
import type { FaultData } from '../../../contract/faults.ts';
import type { Job } from '../../../contract/jobs.ts';
import { callFault, client } from '../../bridge/client.ts';
import { listenToJobs } from './job-feed.ts';

/** The job as it stands now, live; a fault when there is none (any more). */
export function useJob(jobId: string): { readonly job: Job | null; readonly fault: FaultData | null } {
  const [job, setJob] = useState<Job | null>(null);
  const [fault, setFault] = useState<FaultData | null>(null);
  useEffect(() => {
    let isWanted = true;
    /** Raised by each change that is told: an answer asked for before it is older. */
    let told = 0;
    const take = (next: Job) => {
      setJob(next);
      setFault(null);
    };
    const ask = () => {
      const toldBefore = told;
      client.jobs.getJob({ id: jobId }).then(
        (answer) => isWanted && told === toldBefore && take(answer),
        (error: unknown) => isWanted && told === toldBefore && setFault(callFault(error)),
      );
    };
    const stop = listenToJobs((events) => {
      for (const event of events) {
        if (event.type === 'jobsReset') ask();
        else if (event.type === 'jobChanged' && event.job.id === jobId) {
          told += 1;
          take(event.job);
        } else if (event.type === 'jobRemoved' && event.id === jobId) {
          told += 1;
          setJob(null);
          setFault({ code: 'JOB_UNKNOWN', values: {}, detail: null });
        }
      }
    });
    setJob(null);
    ask();
    return () => {
      isWanted = false;
      stop();
    };
  }, [jobId]);
  return { job, fault };
}
