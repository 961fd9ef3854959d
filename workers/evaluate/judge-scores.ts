import type { Conformal, ScoreSpread, Scores } from '../../contract/models/model-document.ts';
import type { TrainingReport } from '../../contract/train/training-report.ts';
import type { TrainingWarning } from '../../contract/train/training-texts.ts';

/** Deviations over the folds beyond which held-out rows are clearly worse. */
const clearlyWorse = 3;
/** The deviation over a few folds may be small by chance: it counts as at least this share of the score. */
const leastDeviation = 0.03;
/** The least share by which one model must beat another to be called better. */
const clearlyBetter = 0.01;
/** Below the promise by more than this is told. */
const coverageSlack = 0.02;

/** What the scores of a training warn of. Scores are compared by log-loss, or by root mean squared error. */
export function judgeScores(scores: {
  readonly crossValidated: ScoreSpread | null;
  readonly holdout: Scores | null;
  readonly baseline: TrainingReport['baseline'];
  readonly conformal: Conformal | null;
}): TrainingWarning[] {
  const { baseline, conformal, crossValidated, holdout } = scores;
  const warnings: TrainingWarning[] = [];
  const warn = (code: string, values: TrainingWarning['values'] = {}) => warnings.push({ code, values });
  const own = crossValidated && lossOf(crossValidated.mean);
  if (crossValidated && own !== null) {
    const trivial = lossOf(baseline.trivial);
    const linear = baseline.linear && lossOf(baseline.linear);
    if (trivial !== null && own > trivial * (1 - clearlyBetter)) warn('notBetterThanTrivial');
    if (linear !== null && linear < own * (1 - clearlyBetter)) warn('linearIsBetter');
    const spread = Math.max(lossOf(crossValidated.deviation) ?? 0, leastDeviation * own);
    const heldOut = holdout && lossOf(holdout);
    if (heldOut !== null && heldOut > own + clearlyWorse * spread) warn('holdoutIsWorse');
  }
  const { coverage: promised, observedCoverage: observed } = conformal ?? { coverage: 0, observedCoverage: null };
  if (observed !== null && observed < promised - coverageSlack) warn('coverageBelowPromise', { observed, promised });
  return warnings;
}

const lossOf = ({ logloss, rmse }: Scores): number | null => logloss ?? rmse;
