import type { StateCreator } from 'zustand';
import type { TableSource } from '../../contract/tables.ts';

export type ScreenName =
  | 'start'
  | 'jobs'
  | 'job'
  | 'result'
  | 'table'
  | 'models'
  | 'library'
  | 'timetable'
  | 'settings';
/** Screens about one job; every other one stands for itself. */
type JobScreen = 'job' | 'result';

/** A table of a chosen file that is looked at. */
export interface LookedAtTable {
  readonly source: TableSource;
  readonly fileName: string;
  readonly sheet: string | null;
}

export interface NavigationSlice {
  readonly screen: ScreenName;
  /** The job whose result or page is shown; null on every other screen. */
  readonly jobId: string | null;
  /** The table on the screen for one; null on every other screen. */
  readonly table: LookedAtTable | null;
  /** The model that is looked at on the screen for models; null: the first there is. */
  readonly modelId: string | null;
  readonly goTo: (screen: Exclude<ScreenName, JobScreen | 'table'>) => void;
  readonly openResult: (jobId: string) => void;
  readonly openTable: (table: LookedAtTable) => void;
  readonly openModel: (modelId: string | null) => void;
  /** The page of a job: its life, whatever its state. */
  readonly openJob: (jobId: string) => void;
}

export const createNavigationSlice: StateCreator<NavigationSlice> = (set) => ({
  screen: 'start',
  jobId: null,
  table: null,
  modelId: null,
  goTo: (screen) => set({ screen, jobId: null, table: null }),
  openResult: (jobId) => set({ screen: 'result', jobId, table: null }),
  openTable: (table) => set({ screen: 'table', jobId: null, table }),
  openModel: (modelId) => set({ screen: 'models', jobId: null, table: null, modelId }),
  openJob: (jobId) => set({ screen: 'job', jobId, table: null }),
});
