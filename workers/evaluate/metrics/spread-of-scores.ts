import type { ScoreSpread, Scores } from '../../../contract/models/model-document.ts';
import { noScores } from './scores.ts';

const names = ['accuracy', 'logloss', 'auc', 'macroF1', 'brier', 'ece', 'rmse', 'mae', 'r2'] as const;

/** Mean and standard deviation (n − 1) over the folds that have the score; `rows` of the mean are those of all folds. */
export function spreadOfScores(folds: readonly Scores[]): ScoreSpread {
  const mean: Scores = { ...noScores, rows: folds.reduce((sum, { rows }) => sum + rows, 0) };
  const deviation: Scores = { ...noScores };
  for (const name of names) {
    const values = folds.flatMap((fold) => fold[name] ?? []);
    if (values.length === 0) continue;
    const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
    mean[name] = middle;
    if (values.length > 1) {
      deviation[name] = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
    }
  }
  return { mean, deviation, folds: [...folds] };
}
