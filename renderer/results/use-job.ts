import { useEffect, useState } from 'react';
import type { FaultData } from '../../contract/faults.ts';
import type { Job } from '../../contract/jobs.ts';
import { callFault, client } from '../bridge/client.ts';
import { useStore } from '../store/store.ts';

/** The job as it stands now, live; asked for where the list of jobs does not hold it. */
export function useJob(jobId: string): { readonly job: Job | null; readonly fault: FaultData | null } {
  const listed = useStore((state) => state.jobs.get(jobId));
  const [asked, setAsked] = useState<Job | null>(null);
  const [fault, setFault] = useState<FaultData | null>(null);
  const isListed = listed !== undefined;
  useEffect(() => {
    if (isListed) return;
    let isWanted = true;
    client.jobs.getJob({ id: jobId }).then(
      (job) => {
        if (!isWanted) return;
        setAsked(job);
        setFault(null);
      },
      (error: unknown) => {
        if (!isWanted) return;
        setAsked(null);
        setFault(callFault(error));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [jobId, isListed]);
  return { job: listed ?? asked, fault: listed ? null : fault };
}
