import type { StateCreator } from 'zustand';

export type ScreenName = 'start' | 'jobs' | 'result' | 'settings';

export interface NavigationSlice {
  readonly screen: ScreenName;
  /** The job whose result is shown; null on every other screen. */
  readonly jobId: string | null;
  readonly goTo: (screen: Exclude<ScreenName, 'result'>) => void;
  readonly openResult: (jobId: string) => void;
}

export const createNavigationSlice: StateCreator<NavigationSlice> = (set) => ({
  screen: 'start',
  jobId: null,
  goTo: (screen) => set({ screen, jobId: null }),
  openResult: (jobId) => set({ screen: 'result', jobId }),
});
