import { keyAt, numberOf, runAt } from './sorted-keys';

/*
 * Cuts where XGBoost has them (WQSummary::SetPrune and HistogramCuts of its histogram method, with 256 bins): at values, each bin
 * beginning with one. Up to 256 different values each has a bin; of more those are taken whose ranks are nearest to even steps.
 */

const bins: i32 = 256;

/** Cuts of sorted keys, `most` − 1 at most; answers how many. */
export function cutAtValues(keys: usize, count: i32, cuts: usize, most: i32): i32 {
  if (count === 0) return 0;
  let found = isFew(keys, count) ? cutAtEach(keys, count, cuts) : cutAtRanks(keys, count, cuts);
  while (found > most - 1) found = withoutNearest(cuts, found);
  return found;
}

function isFew(keys: usize, count: i32): bool {
  let distinct = 0;
  for (let index = 0; index < count && distinct <= bins + 1; index += runAt(keys, index, count)) distinct++;
  return distinct <= bins + 1;
}

function cutAtEach(keys: usize, count: i32, cuts: usize): i32 {
  let found = 0;
  for (let index = runAt(keys, 0, count); index < count && found < bins - 1; index += runAt(keys, index, count)) {
    put(cuts, found++, keyAt(keys, index));
  }
  return found;
}

/** Of each step in rank the one of two neighbouring values whose middle rank is nearer; the least value begins the first bin. */
function cutAtRanks(keys: usize, count: i32, cuts: usize): i32 {
  const first = runAt(keys, 0, count);
  let last = count - 1;
  while (last > 0 && keyAt(keys, last - 1) === keyAt(keys, last)) last--;
  const range = <f64>(last - first);
  let found = 0;
  let from = first;
  let run = runAt(keys, first, count);
  let taken = 0;
  for (let step = 1; step < bins; step++) {
    const wanted = 2 * ((<f64>step * range) / <f64>bins + <f64>first);
    let next = from + run;
    let nextRun = runAt(keys, next, count);
    // The first value from which on the next one's middle rank is above the step.
    while (next < last && wanted >= <f64>(2 * next + nextRun)) {
      from = next;
      run = nextRun;
      next = from + run;
      nextRun = runAt(keys, next, count);
    }
    if (next === last && wanted >= <f64>(2 * next + nextRun)) break;
    // Ranks at the end of one value and at the beginning of the next are the same.
    const chosen = wanted < <f64>(2 * next) ? from : next;
    if (chosen === taken) continue;
    taken = chosen;
    put(cuts, found++, keyAt(keys, chosen));
  }
  if (taken !== last && found < bins - 1) put(cuts, found++, keyAt(keys, last));
  return found;
}

/** Takes out the cut that lies nearest behind another: where values are missing, they take one of XGBoost's bins. */
function withoutNearest(cuts: usize, count: i32): i32 {
  let nearest = 1;
  let least: f64 = Infinity;
  for (let place = 1; place < count; place++) {
    const gap = <f64>cutAt(cuts, place) - <f64>cutAt(cuts, place - 1);
    if (gap >= least) continue;
    least = gap;
    nearest = place;
  }
  memory.copy(
    cuts + ((<usize>nearest) << 2),
    cuts + ((<usize>(nearest + 1)) << 2),
    (<usize>(count - 1 - nearest)) << 2,
  );
  return count - 1;
}

function cutAt(cuts: usize, place: i32): f32 {
  return load<f32>(cuts + ((<usize>place) << 2));
}

function put(cuts: usize, place: i32, key: u32): void {
  store<f32>(cuts + ((<usize>place) << 2), max(min(numberOf(key), f32.MAX_VALUE), -f32.MAX_VALUE));
}
