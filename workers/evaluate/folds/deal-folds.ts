import { Fault } from '../../../contract/faults.ts';
import { dealByChance } from './deal-by-chance.ts';
import { dealByTime } from './deal-by-time.ts';
import { dealGroups } from './deal-groups.ts';
import type { DealtFolds, FoldOrder } from './fold-order.ts';

/**
 * Deals rows out to a holdout and folds; the same seed deals the same way. A class of one row is trained on only. Throws
 * TRAINING_TOO_FEW_ROWS, TRAINING_TOO_FEW_GROUPS, TRAINING_TOO_FEW_TIMES.
 */
export function dealFolds(order: FoldOrder): DealtFolds {
  const { folds, groups, rows, scheme, times } = order;
  if (rows.length < Math.max(folds, 2)) throw new Fault('TRAINING_TOO_FEW_ROWS', { rows: rows.length, folds });
  if (scheme === 'time' && times) return dealByTime(order, times);
  if (scheme === 'grouped' && groups) return dealGroups(order, groups);
  return dealByChance(order);
}
