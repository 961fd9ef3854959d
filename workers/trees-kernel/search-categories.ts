import { childScore } from './child-score';
import {
  candidateGain,
  candidateSet,
  mostCategoriesAt,
  unitCategoryLambda,
  unitCategorySmoothing,
  unitMinChildWeight,
} from './layout';
import { put } from './search-plain';
import { word } from './words';

/*
 * Categories are put into the order of gradient / (hessian + smoothing); the best of all sets is a stretch of that order (Fisher
 * 1958; LightGBM does the same), up to a number of categories from either end. Categories not in the node go left.
 */

/** The best split of a feature of categories: those of its set, written behind the candidate, go right. */
export function searchCategories(
  column: usize,
  bins: i32,
  gradient: f64,
  hessian: f64,
  low: f64,
  high: f64,
  lane: i32,
  units: usize,
  candidate: usize,
): void {
  const missing = load<i64>(column);
  let present = 0;
  for (let bin = 1; bin < bins; bin++) present += load<i64>(column + ((<usize>bin) << 6)) !== 0 ? 1 : 0;
  if (present < 2 && missing === 0) return;
  const most = word(mostCategoriesAt);
  // Few categories need no penalty: as many sets as cuts of a number.
  const penalty = present > 4 ? load<f64>(units + unitCategoryLambda) : 0;
  const own = childScore(gradient, hessian + penalty, low, high, units);
  // The chosen bins so far, as bits.
  for (let end = 0; end < 2; end++) {
    for (let side = 0; side < (missing === 0 ? 1 : 2); side++) {
      let right: i64 = side === 0 ? 0 : missing;
      let b0: u64 = 0;
      let b1: u64 = 0;
      let b2: u64 = 0;
      let b3: u64 = 0;
      for (let taken = 0; taken < present && taken < most; taken++) {
        const bin = nextBin(column, bins, end === 1, b0, b1, b2, b3, units);
        if (bin < 0) break;
        const bit = (<u64>1) << (<u64>bin & 63);
        const wordOfBin = bin >> 6;
        if (wordOfBin === 0) b0 |= bit;
        else if (wordOfBin === 1) b1 |= bit;
        else if (wordOfBin === 2) b2 |= bit;
        else b3 |= bit;
        right += load<i64>(column + ((<usize>bin) << 6));
        const rightGradient = <f64>(right >> 32);
        const rightHessian = <f64>(right & 0xffffffff);
        const leftHessian = hessian - rightHessian;
        if (rightHessian < load<f64>(units + unitMinChildWeight)) continue;
        if (leftHessian < load<f64>(units + unitMinChildWeight)) break;
        const left = gradient - rightGradient;
        const gain =
          childScore(left, leftHessian + penalty, low, high, units) +
          childScore(rightGradient, rightHessian + penalty, low, high, units) -
          own;
        if (gain <= load<f64>(candidate + candidateGain)) continue;
        put(candidate, gain, left, leftHessian, lane, -1, side === 0);
        store<u64>(candidate + candidateSet, b0);
        store<u64>(candidate + candidateSet, b1, 8);
        store<u64>(candidate + candidateSet, b2, 16);
        store<u64>(candidate + candidateSet, b3, 24);
      }
    }
  }
}

/** The bin with the least (or the greatest) share that is not yet taken; −1 at the end. */
function nextBin(column: usize, bins: i32, fromEnd: bool, b0: u64, b1: u64, b2: u64, b3: u64, units: usize): i32 {
  const smoothing = load<f64>(units + unitCategorySmoothing);
  let found = -1;
  let best: f64 = 0;
  for (let bin = 1; bin < bins; bin++) {
    const taken = bin < 64 ? b0 : bin < 128 ? b1 : bin < 192 ? b2 : b3;
    if (((taken >> (<u64>bin & 63)) & 1) !== 0) continue;
    const sums = load<i64>(column + ((<usize>bin) << 6));
    if (sums === 0) continue;
    const share = <f64>(sums >> 32) / (<f64>(sums & 0xffffffff) + smoothing);
    if (found < 0 || (fromEnd ? share > best : share < best)) {
      found = bin;
      best = share;
    }
  }
  return found;
}
