/*
 * Statistics of runs: `length` distinct numbers at `values`, rising, and how often each occurs at `counts`. Results of more
 * than one number go to `results`.
 */

/** Room for the results of a call, and for edges of bins. */
const room: usize = memory.data(4096, 16);

export function results(): usize {
  return room;
}

/** Puts the sum of the numbers times `scale` and what it lacks to the results, with Neumaier's compensation (1974). */
export function sumRuns(values: usize, counts: usize, length: i32, scale: f64): void {
  let sum: f64 = 0;
  let compensation: f64 = 0;
  for (let index = 0; index < length; index++) {
    const value = load<f64>(values + ((<usize>index) << 3)) * scale;
    const term = value * <f64>load<u32>(counts + ((<usize>index) << 2));
    const next = sum + term;
    compensation += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  store<f64>(room, sum);
  store<f64>(room, compensation, 8);
}

/** Puts the sums of the distances from `center`, of their squares and of their cubes to the results. */
export function sumPowers(values: usize, counts: usize, length: i32, scale: f64, center: f64): void {
  let residual: f64 = 0;
  let squares: f64 = 0;
  let cubes: f64 = 0;
  for (let index = 0; index < length; index++) {
    const distance = load<f64>(values + ((<usize>index) << 3)) * scale - center;
    const weighted = <f64>load<u32>(counts + ((<usize>index) << 2)) * distance;
    residual += weighted;
    squares += weighted * distance;
    cubes += weighted * distance * distance;
  }
  store<f64>(room, residual);
  store<f64>(room, squares, 8);
  store<f64>(room, cubes, 16);
}

/** Puts to the results how many are 0, how many below it, how many below `low` or above `high`, and 1 where all are whole. */
export function tallyRuns(values: usize, counts: usize, length: i32, low: f64, high: f64): void {
  let zeros: f64 = 0;
  let negatives: f64 = 0;
  let outliers: f64 = 0;
  let isInteger = true;
  for (let index = 0; index < length; index++) {
    const value = load<f64>(values + ((<usize>index) << 3));
    const count = <f64>load<u32>(counts + ((<usize>index) << 2));
    if (value < 0) negatives += count;
    else if (value === 0) zeros += count;
    if (value < low || value > high) outliers += count;
    if (Math.floor(value) !== value) isInteger = false;
  }
  store<f64>(room, zeros);
  store<f64>(room, negatives, 8);
  store<f64>(room, outliers, 16);
  store<f64>(room, isInteger ? 1 : 0, 24);
}

/**
 * The first run, from `run` on, that reaches beyond the place `wanted` among all numbers when `before` of them come before
 * `run`; puts how many come before the answer to the results.
 */
export function findRun(counts: usize, run: i32, before: f64, wanted: f64): i32 {
  let index = run;
  let passed = before;
  while (true) {
    const count = <f64>load<u32>(counts + ((<usize>index) << 2));
    if (passed + count > wanted) break;
    passed += count;
    index++;
  }
  store<f64>(room, passed);
  return index;
}

/** Replaces the `bins` + 1 edges in the results by how many numbers lie between neighbouring ones, the left edge included. */
export function countInBins(values: usize, counts: usize, length: i32, bins: i32): void {
  let bin = 0;
  let count: f64 = 0;
  for (let index = 0; index < length; index++) {
    const value = load<f64>(values + ((<usize>index) << 3));
    while (bin < bins - 1 && value >= load<f64>(room + ((<usize>(bin + 1)) << 3))) {
      store<f64>(room + ((<usize>bin) << 3), count);
      bin++;
      count = 0;
    }
    count += <f64>load<u32>(counts + ((<usize>index) << 2));
  }
  while (bin < bins) {
    store<f64>(room + ((<usize>bin) << 3), count);
    bin++;
    count = 0;
  }
}

/** The first place from `from` on whose count is above `least`; `length` where there is none. */
export function nextAbove(counts: usize, from: i32, length: i32, least: u32): i32 {
  let index = from;
  while (index < length && load<u32>(counts + ((<usize>index) << 2)) <= least) index++;
  return index;
}
