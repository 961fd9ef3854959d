import type { FitSettings } from '../../contract/train/train-orders.ts';
import type { BoostingOptions } from '../trees/boosting-options.ts';
import type { TrainingMatrix } from './matrix.ts';

/**
 * Whether plain boosting is asked for, by its number of trees: then the model is XGBoost's with the same numbers, so that who knows
 * these finds again what he knows: the same trees on tables of up to 256 different values a column, and classes that no calibration changes.
 */
export function isPlainBoosting({ trees }: TrainingMatrix['options']): boolean {
  return trees !== null;
}

/** What is left of the start after all rounds, below which it is of no account. */
const forgottenShare = 1e-6;

/** Cuts and start as XGBoost has them; its start of one half only where so many rounds follow that it is forgotten. */
export function plainBoosting({ learningRate, rounds }: FitSettings): Pick<BoostingOptions, 'cuts' | 'start'> {
  return { cuts: 'values', start: (1 - learningRate) ** rounds < forgottenShare ? 'half' : 'best' };
}
