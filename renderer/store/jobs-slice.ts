import type { StateCreator } from 'zustand';
import type { Job, JobEvent, JobState } from '../../contract/jobs.ts';

export type JobFilter = 'all' | 'active' | Extract<JobState, 'completed' | 'failed' | 'cancelled'>;

export interface JobsSlice {
  readonly jobs: ReadonlyMap<string, Job>;
  /** Whether the list has arrived since the window opened. */
  readonly areJobsListed: boolean;
  readonly jobFilter: JobFilter;
  readonly jobSearch: string;
  readonly selectedJobIds: ReadonlySet<string>;
  /** Just submitted; their rows are marked until the person looks elsewhere. */
  readonly freshJobIds: ReadonlySet<string>;
  readonly applyJobEvents: (events: readonly JobEvent[]) => void;
  readonly addOlderJobs: (jobs: readonly Job[]) => void;
  readonly filterJobs: (filter: JobFilter) => void;
  readonly searchJobs: (search: string) => void;
  readonly selectJobs: (ids: Iterable<string>) => void;
  readonly toggleJob: (id: string) => void;
  readonly markFreshJobs: (ids: Iterable<string>) => void;
}

const none: ReadonlySet<string> = new Set();

const keep = (ids: ReadonlySet<string>, jobs: ReadonlyMap<string, Job>) =>
  [...ids].every((id) => jobs.has(id)) ? ids : new Set([...ids].filter((id) => jobs.has(id)));

/** `jobs` after `events`, in their order; a list replaces everything known before. */
export function jobsAfter(jobs: ReadonlyMap<string, Job>, events: readonly JobEvent[]): ReadonlyMap<string, Job> {
  let next = new Map(jobs);
  for (const event of events) {
    if (event.type === 'jobsListed') next = new Map(event.jobs.map((job) => [job.id, job]));
    else if (event.type === 'jobRemoved') next.delete(event.id);
    else next.set(event.job.id, event.job);
  }
  return next;
}

export const createJobsSlice: StateCreator<JobsSlice> = (set) => ({
  jobs: new Map(),
  areJobsListed: false,
  jobFilter: 'all',
  jobSearch: '',
  selectedJobIds: none,
  freshJobIds: none,
  applyJobEvents: (events) =>
    set((state) => {
      const jobs = jobsAfter(state.jobs, events);
      const areJobsListed = state.areJobsListed || events.some((event) => event.type === 'jobsListed');
      return { jobs, areJobsListed, selectedJobIds: keep(state.selectedJobIds, jobs) };
    }),
  addOlderJobs: (older) =>
    set((state) => {
      const jobs = new Map(state.jobs);
      // What the feed has told is newer than what a page of the list holds.
      for (const job of older) if (!jobs.has(job.id)) jobs.set(job.id, job);
      return { jobs };
    }),
  filterJobs: (jobFilter) => set({ jobFilter, selectedJobIds: none }),
  searchJobs: (jobSearch) => set({ jobSearch, selectedJobIds: none }),
  selectJobs: (ids) => set({ selectedJobIds: new Set(ids) }),
  toggleJob: (id) =>
    set((state) => {
      const selectedJobIds = new Set(state.selectedJobIds);
      if (!selectedJobIds.delete(id)) selectedJobIds.add(id);
      return { selectedJobIds };
    }),
  markFreshJobs: (ids) => set({ freshJobIds: new Set(ids) }),
});
