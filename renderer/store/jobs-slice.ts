import type { StateCreator } from 'zustand';
import type { JobFilter, jobOrders } from '../../contract/job-requests.ts';
import type { JobState, Priority } from '../../contract/job-states.ts';
import type { JobCounts } from '../../contract/jobs.ts';

export type JobOrder = (typeof jobOrders)[number];
export type StateTab = 'all' | JobState;

/** What the person has chosen to see of the jobs, and in which order. */
export interface JobView {
  readonly tab: StateTab;
  readonly search: string;
  readonly order: JobOrder;
  readonly priority: Priority | null;
  /** Submitted from … to (milliseconds); null: open at that end. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Only the jobs of this batch. */
  readonly batch: { readonly id: string; readonly name: string } | null;
}

export const wholeView: JobView = {
  tab: 'all',
  search: '',
  order: 'newest',
  priority: null,
  fromMs: null,
  toMs: null,
  batch: null,
};

/** What the window knows of the jobs at all times; the jobs themselves are read page by page, where they are shown. */
export interface JobsSlice {
  /** null until the engine has told them. */
  readonly jobCounts: JobCounts | null;
  readonly isQueuePaused: boolean;
  readonly jobView: JobView;
  /** Jobs and batches just submitted; their rows are marked until the person looks elsewhere. */
  readonly freshIds: ReadonlySet<string>;
  /** Where the list of jobs was left, so that coming back to it finds the same place. */
  readonly jobListPlace: JobListPlace;
  readonly takeCounts: (jobCounts: JobCounts, isQueuePaused: boolean) => void;
  /** A new tab or batch brings the order that fits it, unless one is given. */
  readonly changeJobView: (change: Partial<JobView>) => void;
  readonly markFresh: (ids: Iterable<string>) => void;
  readonly leaveJobList: (place: JobListPlace) => void;
}

export interface JobListPlace {
  readonly view: JobView;
  readonly topPx: number;
  /** With the places of their lines among the entries. */
  readonly openBatches: readonly { readonly id: string; readonly place: number }[];
  readonly activeKey: string | null;
}

const none: ReadonlySet<string> = new Set();

export const createJobsSlice: StateCreator<JobsSlice> = (set) => ({
  jobCounts: null,
  isQueuePaused: false,
  jobView: wholeView,
  freshIds: none,
  jobListPlace: { view: wholeView, topPx: 0, openBatches: [], activeKey: null },
  takeCounts: (jobCounts, isQueuePaused) => set({ jobCounts, isQueuePaused }),
  changeJobView: (change) => set(({ jobView }) => ({ jobView: changedView(jobView, change) })),
  markFresh: (ids) => set({ freshIds: new Set(ids) }),
  leaveJobList: (jobListPlace) => set({ jobListPlace }),
});

/** Waiting jobs and those of one batch are read in the order of the queue, everything else newest first. */
export function changedView(view: JobView, change: Partial<JobView>): JobView {
  const next = { ...view, ...change };
  if (change.order !== undefined || (change.tab === undefined && change.batch === undefined)) return next;
  return { ...next, order: next.tab === 'queued' || next.batch ? 'queue' : 'newest' };
}

export function isWholeView(view: JobView): boolean {
  return view.order === 'newest' && !isFiltered(view);
}

/** Whether the view leaves any job out. */
export function isFiltered(view: JobView): boolean {
  const { tab, search, priority, fromMs, toMs, batch } = view;
  return tab !== 'all' || search.trim() !== '' || [priority, fromMs, toMs, batch].some((value) => value !== null);
}

export function filterOfView(view: JobView): JobFilter {
  const { tab, search, priority, fromMs, toMs, batch } = view;
  return {
    states: tab === 'all' ? [] : [tab],
    search: search.trim(),
    batchId: batch?.id ?? null,
    ...{ fromMs, toMs, priority },
  };
}
