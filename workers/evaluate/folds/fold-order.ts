import type { FoldScheme } from '../../../contract/train/train-options.ts';
import type { TrainingWarning } from '../../../contract/train/training-texts.ts';
import type { TargetForm } from '../target-form.ts';

/** What rows are dealt out by. `truth`, `groups` and `times` are by row number of the table. */
export interface FoldOrder {
  readonly form: TargetForm;
  readonly truth: Float64Array;
  /** Rows that can be trained on, rising. */
  readonly rows: Uint32Array;
  readonly scheme: FoldScheme;
  readonly folds: number;
  readonly holdoutShare: number;
  readonly seed: number;
  /** Code of each row's group; −1: a group of its own. For the scheme `grouped`. */
  readonly groups: Int32Array | null;
  /** NaN: no time. For the scheme `time`. */
  readonly times: Float64Array | null;
  /** For warnings. */
  readonly classNames?: readonly string[];
}

export interface Fold {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/** Row numbers, each list rising. */
export interface DealtFolds {
  /** All rows but those held out: what the final model is fitted on. */
  readonly training: Uint32Array;
  readonly holdout: Uint32Array;
  /** No row stands in two validation sets. By time there may be fewer than asked for, and the earliest rows stand in none. */
  readonly folds: readonly Fold[];
  readonly warnings: readonly TrainingWarning[];
}
