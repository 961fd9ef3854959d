import type { TreeEnsemble } from './ensemble.ts';
import type { FeatureColumn } from './feature-column.ts';

/** Rows to learn from; the arrays lie over shared memory where several fits look at them. Folds differ in their rows alone. */
export interface TrainingSet {
  /** Rows of every column. */
  readonly rows: number;
  readonly features: readonly FeatureColumn[];
  /** The number to predict, or the class as a whole number from 0 on (logistic: 0 or 1). */
  readonly target: Float64Array;
  /** Positive weights by row; null where all rows count the same. */
  readonly weights: Float64Array | null;
  /** Numbers of the rows to learn from. */
  readonly trainRows: Uint32Array;
  /** Numbers of the rows that early stopping looks at; may be none. */
  readonly validationRows: Uint32Array;
  /** Trees that stand before the first one that is fitted, such as a linear model written as trees; none: the best constant. */
  readonly start?: TreeEnsemble | null;
}
