import type { StateCreator } from 'zustand';
import type { FaultData } from '../../contract/faults.ts';
import type { QueryResult } from '../../contract/library/library.ts';

/** How the last query ended. */
export type QueryOutcome =
  | { readonly state: 'found'; readonly sql: string; readonly result: QueryResult }
  | { readonly state: 'fault'; readonly sql: string; readonly fault: FaultData };

export interface LibrarySlice {
  /** The text of the query as it stands in the editor. */
  readonly sql: string;
  readonly queryOutcome: QueryOutcome | null;
  readonly setSql: (sql: string) => void;
  readonly setQueryOutcome: (queryOutcome: QueryOutcome | null) => void;
}

export const createLibrarySlice: StateCreator<LibrarySlice> = (set) => ({
  sql: '',
  queryOutcome: null,
  setSql: (sql) => set({ sql }),
  setQueryOutcome: (queryOutcome) => set({ queryOutcome }),
});
