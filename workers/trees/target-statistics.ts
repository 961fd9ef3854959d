import { mixedSeed } from './fit/seeded-draws.ts';

/** What the target is like by level. */
export interface TargetStatistics {
  /** Mean over all rows: what an unseen level is told. */
  readonly prior: number;
  /** By level, drawn towards the prior. */
  readonly values: Float64Array;
}

const defaultPriorRows = 10;

/**
 * The table with which levels are told to a finished model: (sum + a · prior) / (rows + a), where `a` rows of the prior are
 * added to each level (Micci-Barreca 2001). Codes below 0 are missing and count only for the prior.
 */
export function targetStatistics(
  codes: Int32Array,
  targets: Float64Array,
  rows: Uint32Array,
  levels: number,
  priorRows = defaultPriorRows,
): TargetStatistics {
  const sums = new Float64Array(levels);
  const counts = new Float64Array(levels);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const code = codes[row]!;
    if (code < 0 || code >= levels) continue;
    sums[code]! += targets[row]!;
    counts[code]!++;
  }
  const prior = meanOf(targets, rows);
  const values = sums.map((sum, level) => {
    const count = counts[level]! + priorRows;
    return count === 0 ? prior : (sum + priorRows * prior) / count;
  });
  return { prior, values };
}

/** Rows of the prior at least and at most: levels that tell everything keep a little of it, and such as tell nothing are told by little more. */
const priorBounds = { least: 0.02, most: 50 };

/**
 * With how many rows of the prior levels are best told: the variance within levels by that between them, as an analysis of variance
 * with random effects estimates both (the best linear prediction: Robinson 1991). Many where levels differ by chance alone.
 */
export function priorRowsOf(codes: Int32Array, targets: Float64Array, rows: Uint32Array, levels: number): number {
  const counts = new Float64Array(levels);
  const means = new Float64Array(levels);
  let within = 0;
  let present = 0;
  let mean = 0;
  let all = 0;
  for (let index = 0; index < rows.length; index++) {
    const code = codes[rows[index]!]!;
    if (code < 0 || code >= levels) continue;
    const value = targets[rows[index]!]!;
    // Welford 1962, of each level and of all rows.
    counts[code]!++;
    const off = value - means[code]!;
    means[code]! += off / counts[code]!;
    within += off * (value - means[code]!);
    present++;
    const offAll = value - mean;
    mean += offAll / present;
    all += offAll * (value - mean);
  }
  const seen = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  if (seen < 2 || present <= seen) return priorBounds.most;
  const squares = counts.reduce((sum, count) => sum + count * count, 0);
  const perLevel = (present - squares / present) / (seen - 1);
  const ofRows = within / (present - seen);
  const ofLevels = ((all - within) / (seen - 1) - ofRows) / perLevel;
  if (!(ofLevels > 0)) return priorBounds.most;
  return Math.min(priorBounds.most, Math.max(priorBounds.least, ofRows / ofLevels));
}

/** Parts that the rows to fit on are dealt into, each told what the others say of a level. */
const statisticParts = 5;

/**
 * The same for the rows that a model is fitted on, where a row must not see its own target: the rows are dealt into parts by chance,
 * and each is told of what stands in the other parts, which is about as much as the finished model will know. Answers a value for each
 * place of `rows`; NaN where the level is missing.
 */
export function crossFittedTargetStatistics(
  codes: Int32Array,
  targets: Float64Array,
  rows: Uint32Array,
  seed: number,
  priorRows = defaultPriorRows,
): Float64Array {
  let levels = 0;
  for (let index = 0; index < rows.length; index++) levels = Math.max(levels, codes[rows[index]!]! + 1);
  // The last of a level's places is that of all parts together.
  const stride = statisticParts + 1;
  const sums = new Float64Array(levels * stride);
  const counts = new Float64Array(levels * stride);
  const parts = new Uint8Array(rows.length);
  randomOrder(rows.length, seed).forEach((index, place) => {
    parts[index] = place % statisticParts;
  });
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const code = codes[row]!;
    if (code < 0) continue;
    for (const place of [parts[index]!, statisticParts]) {
      sums[code * stride + place]! += targets[row]!;
      counts[code * stride + place]!++;
    }
  }
  const prior = meanOf(targets, rows);
  const values = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const code = codes[rows[index]!]!;
    const own = code * stride + parts[index]!;
    const all = code * stride + statisticParts;
    const count = counts[all]! - counts[own]! + priorRows;
    if (code < 0) values[index] = Number.NaN;
    else values[index] = count === 0 ? prior : (sums[all]! - sums[own]! + priorRows * prior) / count;
  }
  return values;
}

function meanOf(targets: Float64Array, rows: Uint32Array): number {
  let sum = 0;
  for (let index = 0; index < rows.length; index++) sum += targets[rows[index]!]!;
  return rows.length === 0 ? 0 : sum / rows.length;
}

/** Fisher and Yates. */
function randomOrder(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor((mixedSeed(seed, last) / 2 ** 32) * (last + 1));
    const moved = order[last]!;
    order[last] = order[other]!;
    order[other] = moved;
  }
  return order;
}
