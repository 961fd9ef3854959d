import type { Scores } from '../../../contract/models/model-document.ts';

const none = {
  ...{ accuracy: null, logloss: null, auc: null, macroF1: null, brier: null, ece: null },
  ...{ rmse: null, mae: null, r2: null },
};

/** Scores of a model that tells classes apart. */
export function classScores(accuracy: number, rows = 2_000): Scores {
  const wrong = 1 - accuracy;
  return {
    ...none,
    ...{ rows, accuracy, logloss: wrong * 2.3, auc: 1 - wrong * 0.4, macroF1: accuracy - 0.02 },
    ...{ brier: wrong * 1.4, ece: wrong * 0.08 },
  };
}

/** Scores of a model that foretells a number. */
export function valueScores(rmse: number, rows = 2_000): Scores {
  return { ...none, rows, rmse, mae: rmse * 0.77, r2: 1 - (rmse / 11) ** 2 };
}

/** How scores spread over folds. */
export function deviationOf(scores: Scores): Scores {
  const small = Object.entries(scores).map(([name, value]) => [name, value === null ? null : Math.abs(value) * 0.02]);
  return { ...(Object.fromEntries(small) as Scores), rows: 0 };
}
