import type { TreeEnsemble } from '../ensemble.ts';

/** What early stopping and the history look at: root of the mean square, mean of the absolute error, pinball loss, log loss, deviance. */
export type FitMetric = 'rmse' | 'mae' | 'pinball' | 'logloss' | 'poissonDeviance';

/** The metric after a round; `validation` is null where no rows validate. */
export interface RoundScores {
  readonly train: number;
  readonly validation: number | null;
}

/** A fit after some rounds: from it the rest of the fit gives the same bytes as if it had not been interrupted. */
export interface FitCheckpoint {
  readonly ensemble: TreeEnsemble;
  readonly history: readonly RoundScores[];
  /** Rounds of the best validation score so far, or all of them. */
  readonly bestRound: number;
}

export interface FitHooks {
  /** Asked at each level of trees; once true the fit throws JOB_CANCELLED. */
  isCancelled?(): boolean;
  /** Told after each round; `round` counts from 1. */
  onRound?(round: number, scores: RoundScores): void;
  /** A checkpoint is handed out after a round when so much time has gone by since the last one. */
  readonly checkpoint?: { readonly everyMs: number; keep(state: FitCheckpoint): void };
  readonly resumeFrom?: FitCheckpoint | undefined;
  /** After so many rounds in all the fit pauses, if it is not at its end. */
  readonly pauseAfterRound?: number | undefined;
  /** Quarters of a second without a sign of a helper that has work in hand, after which it is held for dead: half a minute unless told. */
  readonly patienceNaps?: number;
}

export interface FitResult {
  /** Cut to the best round unless all are to be kept. */
  readonly ensemble: TreeEnsemble;
  readonly history: readonly RoundScores[];
  readonly metric: FitMetric;
  /** Rounds of the best validation score, or all rounds where nothing validates. */
  readonly bestRound: number;
  /** Sum of the gains of a feature's splits in the ensemble. */
  readonly gains: Float64Array;
  /** Where the fit was paused; null when it came to its end. */
  readonly paused: FitCheckpoint | null;
  /** Memory that the threads shared, at most. */
  readonly peakBytes: number;
}
