import type { PredictionTask } from '../../contract/models/model-document.ts';

/** What is foretold, as far as scores need to know. */
export interface TargetForm {
  readonly task: PredictionTask;
  /** Columns of a table of predictions: one for each class (two for a binary target), or 1 for a number. */
  readonly classes: number;
}

/** Margins of a row: one for a binary target and for a number. */
export const outputsOf = ({ classes, task }: TargetForm): number => (task === 'multiclass' ? classes : 1);
