import type { StateCreator } from 'zustand';
import { type ComparisonOptions, comparisonOptionsSchema } from '../../contract/comparison-options.ts';

export type ComparedSide = 'earlier' | 'later';

/** What a comparison of two chosen files is to be like. */
export interface CompareDraft {
  /** By side: the chosen file (by its key); null: the first one that is not the other side's. */
  readonly keys: Readonly<Record<ComparedSide, string | null>>;
  /** Where the file goes that comes next; null: it only joins the others. */
  readonly nextSide: ComparedSide | null;
  /** Whether these two cannot be compared, as the fault beside them says. */
  readonly isRefused: boolean;
  readonly options: ComparisonOptions;
}

export const blankComparison: CompareDraft = {
  ...{ keys: { earlier: null, later: null }, nextSide: null, isRefused: false },
  options: comparisonOptionsSchema.parse({}),
};

export interface ComparisonSlice {
  readonly compareDraft: CompareDraft;
  readonly changeComparison: (part: Partial<CompareDraft>) => void;
  readonly changeCompareOptions: (part: Partial<ComparisonOptions>) => void;
  /** Puts a file on a side; where it was on the other one, both change places. */
  readonly placeCompared: (side: ComparedSide, key: string, other: string | null) => void;
}

export const createComparisonSlice: StateCreator<ComparisonSlice> = (set) => ({
  compareDraft: blankComparison,
  changeComparison: (part) => set(({ compareDraft }) => ({ compareDraft: { ...compareDraft, ...part } })),
  changeCompareOptions: (part) =>
    set(({ compareDraft }) => ({ compareDraft: { ...compareDraft, options: { ...compareDraft.options, ...part } } })),
  placeCompared: (side, key, other) =>
    set(({ compareDraft }) => ({
      compareDraft: {
        ...compareDraft,
        ...{ nextSide: null, isRefused: false },
        keys: side === 'earlier' ? { earlier: key, later: other } : { earlier: other, later: key },
        // What was chosen of other files need not be there in these.
        options: { ...compareDraft.options, key: null, ignored: [] },
      },
    })),
});
