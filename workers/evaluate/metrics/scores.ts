import type { Scores } from '../../../contract/models/model-document.ts';
import type { TargetForm } from '../target-form.ts';
import { areaUnderRoc } from './area-under-roc.ts';
import { classFigures, probabilityFigures } from './class-figures.ts';
import { valueFigures } from './value-figures.ts';

/** What does not apply to a task. */
export const noScores: Scores = {
  ...{ rows: 0, accuracy: null, logloss: null, auc: null, macroF1: null, brier: null, ece: null },
  ...{ rmse: null, mae: null, r2: null },
};

/**
 * All scores of a task. `truth`: class places or values; `predictions`: probabilities, rows × classes, or values. What rows
 * cannot tell (the AUC of a single class, R² of one value) is null. Rows must have their truth.
 */
export function scoresOf(form: TargetForm, truth: Float64Array, predictions: Float64Array): Scores {
  const rows = truth.length;
  if (rows === 0) return noScores;
  if (form.task === 'regression') return { ...noScores, rows, ...valueFigures(truth, predictions) };
  return {
    ...noScores,
    rows,
    ...classFigures(form.classes, truth, predictions),
    ...probabilityFigures(form.classes, truth, predictions),
    auc: areaUnderRoc(form, truth, predictions),
  };
}
