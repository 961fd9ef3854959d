import { useEffect } from 'react';
import { client } from '../../bridge/client.ts';
import { useStore } from '../../store/store.ts';
import { followJobs } from './follow-jobs.ts';
import { tellJobEvents } from './job-feed.ts';

/** Keeps the counts of jobs live for as long as the window is open, and whatever shows jobs told of their changes. */
export function useJobsFeed(): void {
  const takeCounts = useStore((state) => state.takeCounts);
  useEffect(() => {
    const stop = new AbortController();
    void followJobs({
      watch: (signal) => client.jobs.watchJobs(undefined, { signal }),
      onEvents: (events) => {
        for (const event of events) if ('counts' in event) takeCounts(event.counts, event.isQueuePaused);
        tellJobEvents(events);
      },
      signal: stop.signal,
    });
    return () => stop.abort();
  }, [takeCounts]);
}
