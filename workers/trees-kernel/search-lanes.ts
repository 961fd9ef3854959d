import { childScore, childWeight } from './child-score';
import { candidateGain, categoryLane, fullLane, laneBytes, lanes, unitMinChildWeight } from './layout';
import { searchCategories } from './search-categories';
import { put } from './search-plain';

/** The best split of a block, feature by feature: for categories, bounds, monotone features and L1. */
export function searchLanes(
  histogram: usize,
  table: usize,
  mask: i32,
  gradient: f64,
  hessian: f64,
  low: f64,
  high: f64,
  units: usize,
  candidate: usize,
): void {
  if (hessian < 2 * load<f64>(units + unitMinChildWeight)) return;
  const own = childScore(gradient, hessian, low, high, units);
  for (let lane = 0; lane < lanes; lane++) {
    if (((mask >> lane) & 1) === 0) continue;
    const entry = table + <usize>lane * laneBytes;
    const bins = load<i32>(entry);
    if (bins === 0) continue;
    const column = histogram + ((<usize>lane) << 3);
    const hasMissing = load<i64>(column) !== 0;
    if (load<i32>(entry, 4) === categoryLane) {
      searchCategories(column, bins, gradient, hessian, low, high, lane, units, candidate);
      continue;
    }
    const direction = load<i32>(entry, 8);
    // Bin 0 of a full lane is no matter of missing values: it goes left, and there is a cut right behind it.
    const isFull = load<i32>(entry, 4) === fullLane;
    if (!isFull)
      searchCuts(column, 1, bins, gradient, hessian, low, high, own, direction, lane, units, candidate, false);
    if (isFull || hasMissing) {
      const from = isFull ? 0 : 1;
      searchCuts(column, from, bins, gradient, hessian, low, high, own, direction, lane, units, candidate, true);
    }
  }
}

function searchCuts(
  column: usize,
  from: i32,
  bins: i32,
  gradient: f64,
  hessian: f64,
  low: f64,
  high: f64,
  own: f64,
  direction: i32,
  lane: i32,
  units: usize,
  candidate: usize,
  isMissingLeft: bool,
): void {
  const least = load<f64>(units + unitMinChildWeight);
  let sums: i64 = isMissingLeft && from === 1 ? load<i64>(column) : 0;
  for (let bin = from; bin < bins; bin++) {
    const more = load<i64>(column + ((<usize>bin) << 6));
    if (more === 0 && bin > 1) continue;
    sums += more;
    const left = <f64>(sums >> 32);
    const leftHessian = <f64>(sums & 0xffffffff);
    if (leftHessian < least) continue;
    const right = gradient - left;
    const rightHessian = hessian - leftHessian;
    if (rightHessian < least) break;
    if (direction !== 0 && !isOrdered(left, leftHessian, right, rightHessian, low, high, direction, units)) continue;
    const gain =
      childScore(left, leftHessian, low, high, units) + childScore(right, rightHessian, low, high, units) - own;
    if (gain > load<f64>(candidate + candidateGain)) {
      put(candidate, gain, left, leftHessian, lane, bin, isMissingLeft);
    }
  }
}

/** Whether the values of two children rise, or fall, as the feature's direction asks. */
function isOrdered(
  left: f64,
  leftH: f64,
  right: f64,
  rightH: f64,
  low: f64,
  high: f64,
  direction: i32,
  units: usize,
): bool {
  const first = childWeight(left, leftH, low, high, units);
  const second = childWeight(right, rightH, low, high, units);
  return direction > 0 ? first <= second : first >= second;
}
