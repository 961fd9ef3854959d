import type { StateCreator } from 'zustand';

export type ScreenName = 'start' | 'jobs' | 'job' | 'result' | 'timetable' | 'settings';
/** Screens about one job; every other one stands for itself. */
type JobScreen = 'job' | 'result';

export interface NavigationSlice {
  readonly screen: ScreenName;
  /** The job whose result or page is shown; null on every other screen. */
  readonly jobId: string | null;
  readonly goTo: (screen: Exclude<ScreenName, JobScreen>) => void;
  readonly openResult: (jobId: string) => void;
  /** The page of a job: its life, whatever its state. */
  readonly openJob: (jobId: string) => void;
}

export const createNavigationSlice: StateCreator<NavigationSlice> = (set) => ({
  screen: 'start',
  jobId: null,
  goTo: (screen) => set({ screen, jobId: null }),
  openResult: (jobId) => set({ screen: 'result', jobId }),
  openJob: (jobId) => set({ screen: 'job', jobId }),
});
