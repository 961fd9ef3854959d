import {
  candidateBin,
  candidateGain,
  candidateGradient,
  candidateHessian,
  candidateLane,
  candidateMissingLeft,
  fullLane,
  laneBytes,
  lanes,
  unitLambda,
  unitMinChildWeight,
} from './layout';

/*
 * The best split of a block of features that are all numbers, without bounds and without L1: two features at once. The score of
 * a split is G²/(H + λ) summed over both children (Chen and Guestrin 2016, equation 7), here over one denominator.
 */

/** Gradients of two packed sums. */
export function gradientsOf(sums: v128): v128 {
  return f64x2.convert_low_i32x4_s(i8x16.shuffle(sums, sums, 4, 5, 6, 7, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0));
}

/** Hessians of two packed sums. */
export function hessiansOf(sums: v128): v128 {
  return f64x2.convert_low_i32x4_u(i8x16.shuffle(sums, sums, 0, 1, 2, 3, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0));
}

/** Looks at all cuts of a block; `candidate` gets the best of them, if one gains. */
export function searchPlain(
  histogram: usize,
  table: usize,
  mask: i32,
  gradient: f64,
  hessian: f64,
  units: usize,
  candidate: usize,
): void {
  const lambda = load<f64>(units + unitLambda);
  const own = (gradient * gradient) / (hessian + lambda);
  if (hessian < 2 * load<f64>(units + unitMinChildWeight)) return;
  for (let lane = 0; lane < lanes; lane += 2) {
    if (((mask >> lane) & 3) === 0) continue;
    const first = load<i32>(table + <usize>lane * laneBytes);
    const second = load<i32>(table + <usize>(lane + 1) * laneBytes);
    const bins = max(first, second);
    if (bins === 0) continue;
    const column = histogram + ((<usize>lane) << 3);
    const full = fullLanes(table + <usize>lane * laneBytes);
    // What is in bin 0 of a full lane always goes left.
    searchTwo(column, bins, gradient, hessian, own, (mask >> lane) & ~full, lane, units, candidate, false);
    if (full !== 0 || v128.any_true(v128.load(column))) {
      searchTwo(column, bins, gradient, hessian, own, mask >> lane, lane, units, candidate, true);
    }
  }
}

/** Which of two lanes are full, by bits. */
function fullLanes(entry: usize): i32 {
  return (load<i32>(entry, 4) === fullLane ? 1 : 0) | (load<i32>(entry, 4 + laneBytes) === fullLane ? 2 : 0);
}

function searchTwo(
  column: usize,
  bins: i32,
  gradient: f64,
  hessian: f64,
  own: f64,
  mask: i32,
  lane: i32,
  units: usize,
  candidate: usize,
  isMissingLeft: bool,
): void {
  const lambda = f64x2.splat(load<f64>(units + unitLambda));
  const least = f64x2.splat(load<f64>(units + unitMinChildWeight));
  const most = f64x2.sub(f64x2.splat(hessian), least);
  const allGradient = f64x2.splat(gradient);
  const allHessian = f64x2.add(f64x2.splat(hessian), lambda);
  let sums = i64x2.splat(0);
  let best = f64x2.splat(own);
  let bestSums = sums;
  let bestBins = i64x2.splat(0);
  // With bin 0 on the left there is a cut right behind it: of a lane that is not full it is the last one of the other pass again.
  const from: i64 = isMissingLeft ? 0 : 1;
  let bin = i64x2.splat(from);
  const end = column + ((<usize>bins) << 6);
  for (let at = column + ((<usize>from) << 6); at < end; at += 64) {
    sums = i64x2.add(sums, v128.load(at));
    const left = gradientsOf(sums);
    const leftHessian = hessiansOf(sums);
    const right = f64x2.sub(allGradient, left);
    const leftWeight = f64x2.add(leftHessian, lambda);
    const rightWeight = f64x2.sub(allHessian, leftHessian);
    const above = f64x2.add(
      f64x2.mul(f64x2.mul(left, left), rightWeight),
      f64x2.mul(f64x2.mul(right, right), leftWeight),
    );
    const score = f64x2.div(above, f64x2.mul(leftWeight, rightWeight));
    const isAllowed = v128.and(f64x2.ge(leftHessian, least), f64x2.le(leftHessian, most));
    const isBetter = v128.and(f64x2.gt(score, best), isAllowed);
    best = v128.bitselect(score, best, isBetter);
    bestSums = v128.bitselect(sums, bestSums, isBetter);
    bestBins = v128.bitselect(bin, bestBins, isBetter);
    bin = i64x2.add(bin, i64x2.splat(1));
  }
  const gradients = gradientsOf(bestSums);
  const hessians = hessiansOf(bestSums);
  const first = f64x2.extract_lane(best, 0) - own;
  const second = f64x2.extract_lane(best, 1) - own;
  if ((mask & 1) !== 0 && first > load<f64>(candidate + candidateGain)) {
    const place = <i32>i64x2.extract_lane(bestBins, 0);
    put(
      candidate,
      first,
      f64x2.extract_lane(gradients, 0),
      f64x2.extract_lane(hessians, 0),
      lane,
      place,
      isMissingLeft,
    );
  }
  if ((mask & 2) !== 0 && second > load<f64>(candidate + candidateGain)) {
    const place = <i32>i64x2.extract_lane(bestBins, 1);
    const left = f64x2.extract_lane(gradients, 1);
    put(candidate, second, left, f64x2.extract_lane(hessians, 1), lane + 1, place, isMissingLeft);
  }
}

/** Writes down a split: what it gains, the sums of its left child, and where it is. */
export function put(
  candidate: usize,
  gain: f64,
  gradient: f64,
  hessian: f64,
  lane: i32,
  bin: i32,
  isMissingLeft: bool,
): void {
  store<f64>(candidate + candidateGain, gain);
  store<f64>(candidate + candidateGradient, gradient);
  store<f64>(candidate + candidateHessian, hessian);
  store<i32>(candidate + candidateLane, lane);
  store<i32>(candidate + candidateBin, bin);
  store<i32>(candidate + candidateMissingLeft, isMissingLeft ? 1 : 0);
}
