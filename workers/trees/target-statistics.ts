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

/**
 * The same for the rows that a model is fitted on, where a row must not see its own target: the rows are put into a random order
 * and each is told what stands before it (Prokhorenkova et al. 2018, section 3.2). Answers a value for each place of `rows`; NaN
 * where the level is missing.
 */
export function orderedTargetStatistics(
  codes: Int32Array,
  targets: Float64Array,
  rows: Uint32Array,
  seed: number,
  priorRows = defaultPriorRows,
): Float64Array {
  let levels = 0;
  for (let index = 0; index < rows.length; index++) levels = Math.max(levels, codes[rows[index]!]! + 1);
  const sums = new Float64Array(levels);
  const counts = new Float64Array(levels);
  const prior = meanOf(targets, rows);
  const values = new Float64Array(rows.length);
  for (const index of randomOrder(rows.length, seed)) {
    const row = rows[index]!;
    const code = codes[row]!;
    if (code < 0) {
      values[index] = Number.NaN;
      continue;
    }
    const count = counts[code]! + priorRows;
    values[index] = count === 0 ? prior : (sums[code]! + priorRows * prior) / count;
    sums[code]! += targets[row]!;
    counts[code]!++;
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
