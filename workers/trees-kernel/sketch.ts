import {
  chunkRows,
  chunksAt,
  cutsAtValuesAt,
  maxBinsAt,
  mostBins,
  sketchBins,
  sketchBytes,
  sketchCount,
  sketchCuts,
  sketchHasMissing,
  sketchScratch,
  sketchTableAt,
  sketchValues,
  trainChunksAt,
} from './layout';
import { keyAt, keyOf, numberOf, runAt } from './sorted-keys';
import { cutAtValues } from './value-cuts';
import { address, rowsOfChunk, word } from './words';

/*
 * Bins of a column of numbers: the values of training are sorted, each gets a bin of its own where that is enough bins, else
 * bins of about equally many rows; a value that alone would fill a bin has one for itself. Bin 0 is for missing values, unless
 * there are none and all bins are needed.
 */

const digitBits: u32 = 11;
const digits: i32 = 1 << 11;

/** Finds the cuts of a column and writes the bin of each row: 1 + the number of cuts that are not above the value. */
export function sketchColumn(item: i32): void {
  const entry = address(sketchTableAt) + <usize>item * sketchBytes;
  const values = <usize>load<u32>(entry + sketchValues);
  const scratch = <usize>load<u32>(entry + sketchScratch);
  const cuts = <usize>load<u32>(entry + sketchCuts);
  const keys = scratch + 3 * digits * 4;
  let count: i32 = 0;
  let hasMissing = false;
  for (let chunk = 0; chunk < word(trainChunksAt); chunk++) {
    const from = values + <usize>chunk * chunkRows * 4;
    const end = from + ((<usize>rowsOfChunk(chunk)) << 2);
    for (let at = from; at < end; at += 4) {
      // Adding zero makes one zero of two.
      const value = load<f32>(at) + 0;
      if (isNaN(value)) {
        hasMissing = true;
        continue;
      }
      store<u32>(keys + ((<usize>count) << 2), keyOf(value));
      count++;
    }
  }
  const sorted = sortKeys(keys, keys + ((<usize>count) << 2), count, scratch);
  const bins = word(maxBinsAt);
  const found =
    word(cutsAtValuesAt) !== 0
      ? cutAtValues(sorted, count, cuts, hasMissing ? bins : bins + 1)
      : findCuts(sorted, count, cuts, bins);
  store<i32>(entry + sketchCount, found);
  store<i32>(entry + sketchHasMissing, hasMissing ? 1 : 0);
  // Nothing is above what cannot be compared: the search may look beyond the last cut.
  for (let cut = found; cut < mostBins; cut++) store<f32>(cuts + ((<usize>cut) << 2), NaN);
  const first = found === mostBins - 1 ? 0 : 1;
  const column = <usize>load<u32>(entry + sketchBins);
  for (let chunk = 0; chunk < word(chunksAt); chunk++) {
    const row = <usize>chunk * chunkRows;
    assignBins(values + (row << 2), rowsOfChunk(chunk), cuts, column + row, first);
  }
}

/** Sorts by digits of 11 bits, from the lowest on; answers where the sorted keys lie. */
function sortKeys(keys: usize, spare: usize, count: i32, counts: usize): usize {
  memory.fill(counts, 0, 3 * digits * 4);
  const end = keys + ((<usize>count) << 2);
  for (let at = keys; at < end; at += 4) {
    let key = load<u32>(at);
    for (let digit = 0; digit < 3; digit++) {
      const place = counts + ((((<usize>digit) << digitBits) + (key & (digits - 1))) << 2);
      store<u32>(place, load<u32>(place) + 1);
      key >>>= digitBits;
    }
  }
  let from = keys;
  let to = spare;
  for (let digit = 0; digit < 3; digit++) {
    const table = counts + (((<usize>digit) << digitBits) << 2);
    let sum: u32 = 0;
    for (let value = 0; value < digits; value++) {
      const place = table + ((<usize>value) << 2);
      const own = load<u32>(place);
      store<u32>(place, sum);
      sum += own;
    }
    const shift = <u32>digit * digitBits;
    const last = from + ((<usize>count) << 2);
    for (let at = from; at < last; at += 4) {
      const key = load<u32>(at);
      const place = table + ((<usize>((key >>> shift) & (digits - 1))) << 2);
      const target = load<u32>(place);
      store<u32>(place, target + 1);
      store<u32>(to + ((<usize>target) << 2), key);
    }
    const other = from;
    from = to;
    to = other;
  }
  return from;
}

/** Cuts between bins of sorted keys; answers how many. A value stands below a cut when it is less. */
function findCuts(keys: usize, count: i32, cuts: usize, bins: i32): i32 {
  if (count === 0) return 0;
  let distinct = 1;
  let large = 0;
  let inLarge = 0;
  const fair = <f64>count / <f64>bins;
  let start = 0;
  for (let index = 1; index <= count; index++) {
    if (index < count && keyAt(keys, index) === keyAt(keys, index - 1)) continue;
    if (index < count) distinct++;
    if (<f64>(index - start) >= fair) {
      large++;
      inLarge += index - start;
    }
    start = index;
  }
  const isExact = distinct <= bins;
  let found = 0;
  let inBin = 0;
  let left = count - inLarge;
  let binsLeft = max(bins - large, 1);
  let run = runAt(keys, 0, count);
  for (let index = 0; index < count && found < bins - 1; ) {
    const next = index + run;
    if (next === count) break;
    const isLarge = <f64>run >= fair;
    const nextRun = runAt(keys, next, count);
    inBin += run;
    const share = <f64>left / <f64>binsLeft;
    const isFull = !isLarge && <f64>inBin >= share;
    const standsApart = <f64>nextRun >= fair;
    if (isExact || isLarge || isFull || standsApart) {
      store<f32>(cuts + ((<usize>found) << 2), between(numberOf(keyAt(keys, index)), numberOf(keyAt(keys, next))));
      found++;
      if (!isLarge) {
        left -= inBin;
        binsLeft = max(binsLeft - 1, 1);
      }
      inBin = 0;
    }
    index = next;
    run = nextRun;
  }
  return found;
}

/** A finite number above `low` that is not above `high`. */
function between(low: f32, high: f32): f32 {
  const middle = <f32>((<f64>low + <f64>high) / 2);
  const cut = middle > low && middle <= high ? middle : high;
  return max(min(cut, f32.MAX_VALUE), -f32.MAX_VALUE);
}

/** The bins of `count` values, the lowest of which is `least`; four searches at a time, whose steps do not wait for each other. */
function assignBins(values: usize, count: i32, cuts: usize, bins: usize, least: usize): void {
  for (let row = 0; row < count; row += 4) {
    const at = values + ((<usize>row) << 2);
    const first = load<f32>(at);
    const second = load<f32>(at, 4);
    const third = load<f32>(at, 8);
    const fourth = load<f32>(at, 12);
    let a: usize = cuts;
    let b: usize = cuts;
    let c: usize = cuts;
    let d: usize = cuts;
    for (let step: usize = 512; step >= 4; step >>>= 1) {
      a += load<f32>(a + step - 4) <= first ? step : 0;
      b += load<f32>(b + step - 4) <= second ? step : 0;
      c += load<f32>(c + step - 4) <= third ? step : 0;
      d += load<f32>(d + step - 4) <= fourth ? step : 0;
    }
    // Rows of a chunk are padded to a multiple of four.
    store<u8>(bins + <usize>row, isNaN(first) ? 0 : <u8>(((a - cuts) >> 2) + least));
    store<u8>(bins + <usize>row, isNaN(second) ? 0 : <u8>(((b - cuts) >> 2) + least), 1);
    store<u8>(bins + <usize>row, isNaN(third) ? 0 : <u8>(((c - cuts) >> 2) + least), 2);
    store<u8>(bins + <usize>row, isNaN(fourth) ? 0 : <u8>(((d - cuts) >> 2) + least), 3);
  }
}
