import { useEffect } from 'react';
import { client } from '../bridge/client.ts';
import { useStore } from '../store/store.ts';
import { followJobs } from './follow-jobs.ts';

/** Keeps the list of jobs live for as long as the window is open. */
export function useJobsFeed(): void {
  const applyJobEvents = useStore((state) => state.applyJobEvents);
  const addOlderJobs = useStore((state) => state.addOlderJobs);
  useEffect(() => {
    const stop = new AbortController();
    void followJobs({
      watch: (signal) => client.jobs.watchJobs(undefined, { signal }),
      list: (place) => client.jobs.listJobs(place),
      onEvents: applyJobEvents,
      onOlder: addOlderJobs,
      signal: stop.signal,
    });
    return () => stop.abort();
  }, [applyJobEvents, addOlderJobs]);
}
