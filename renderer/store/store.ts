import { create, type StateCreator } from 'zustand';
import { type ComparisonSlice, createComparisonSlice } from './comparison-slice.ts';
import { createJobsSlice, type JobsSlice } from './jobs-slice.ts';
import { createLibrarySlice, type LibrarySlice } from './library-slice.ts';
import { createNavigationSlice, type NavigationSlice } from './navigation-slice.ts';
import { createPredictionSlice, type PredictionSlice } from './prediction-slice.ts';
import { createSettingsSlice, type SettingsSlice } from './settings-slice.ts';
import { createStartSlice, type StartSlice } from './start-slice.ts';

/** What the window knows. It only holds and changes values; calls to the engine are made beside the screens. */
export interface Store
  extends NavigationSlice,
    JobsSlice,
    StartSlice,
    PredictionSlice,
    ComparisonSlice,
    LibrarySlice,
    SettingsSlice {}

export const createStore: StateCreator<Store> = (...parts) => ({
  ...createNavigationSlice(...parts),
  ...createJobsSlice(...parts),
  ...createStartSlice(...parts),
  ...createPredictionSlice(...parts),
  ...createComparisonSlice(...parts),
  ...createLibrarySlice(...parts),
  ...createSettingsSlice(...parts),
});

export const useStore = create<Store>()(createStore);
