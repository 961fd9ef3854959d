/** The rows that are not in both tables alike: those that changed first, then the added ones, then the removed ones. */
export interface DifferingRows {
  readonly count: number;
  /** By place: the row in the earlier table; −1: it lacks it. */
  readonly earlier: Int32Array;
  /** By place: the row in the later table; −1: it lacks it. */
  readonly later: Int32Array;
  /** Rows that changed: they stand at the places before this one. */
  readonly changed: number;
  /** Which columns changed in the row at a place, as one text. */
  readonly namesAt: (place: number) => string;
}

export const noRow = -1;
