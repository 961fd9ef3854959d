import type { JobEvent } from '../../../contract/jobs.ts';

export type JobListener = (events: readonly JobEvent[]) => void;

const listeners = new Set<JobListener>();

/** Hears every change of every job, many at a time, while the window is open. Gives the way to stop. */
export function listenToJobs(listener: JobListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellJobEvents(events: readonly JobEvent[]): void {
  for (const listener of listeners) listener(events);
}
