/** Puts middle ranks (from 1) of the distinct numbers to `ranks` when `counts` tells how many rows share each. */
export function middleRanks(counts: usize, distinct: i32, ranks: usize): void {
  let before: f64 = 0;
  for (let code = 0; code < distinct; code++) {
    const count = <f64>load<u32>(counts + ((<usize>code) << 2));
    store<f64>(ranks + ((<usize>code) << 3), before + (count + 1) / 2);
    before += count;
  }
}

/** Puts (rank − `center`) ∕ `total` of each of `rows` rows without missing numbers to `values`. */
export function fillRanks(codes: usize, ranks: usize, rows: i32, center: f64, total: f64, values: usize): void {
  for (let row = 0; row < rows; row++) {
    const code = load<u32>(codes + ((<usize>row) << 2));
    const rank = load<f64>(ranks + ((<usize>code) << 3));
    store<f64>(values + ((<usize>row) << 3), (rank - center) / total);
  }
}

/**
 * Spearman's correlation of two columns over the rows in which both have a number, ranked anew over these: NaN where it is
 * not defined. `codes` are dense ranks, −1 for none; the counts and ranks are room for as many as there are distinct numbers.
 */
export function correlateRanks(
  leftCodes: usize,
  rightCodes: usize,
  rows: i32,
  leftDistinct: i32,
  rightDistinct: i32,
  leftCounts: usize,
  rightCounts: usize,
  leftRanks: usize,
  rightRanks: usize,
): f64 {
  memory.fill(leftCounts, 0, (<usize>leftDistinct) << 2);
  memory.fill(rightCounts, 0, (<usize>rightDistinct) << 2);
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const left = load<i32>(leftCodes + ((<usize>row) << 2));
    const right = load<i32>(rightCodes + ((<usize>row) << 2));
    if ((left | right) < 0) continue;
    const leftAt = leftCounts + ((<usize>left) << 2);
    const rightAt = rightCounts + ((<usize>right) << 2);
    store<u32>(leftAt, load<u32>(leftAt) + 1);
    store<u32>(rightAt, load<u32>(rightAt) + 1);
    total++;
  }
  const center = (<f64>total + 1) / 2;
  middleRanks(leftCounts, leftDistinct, leftRanks);
  middleRanks(rightCounts, rightDistinct, rightRanks);
  const spreads =
    squaresAround(center, leftCounts, leftRanks, leftDistinct) *
    squaresAround(center, rightCounts, rightRanks, rightDistinct);
  if (!(spreads > 0)) return NaN;
  let products: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const left = load<i32>(leftCodes + ((<usize>row) << 2));
    const right = load<i32>(rightCodes + ((<usize>row) << 2));
    if ((left | right) < 0) continue;
    const leftRank = load<f64>(leftRanks + ((<usize>left) << 3));
    const rightRank = load<f64>(rightRanks + ((<usize>right) << 3));
    products += (leftRank - center) * (rightRank - center);
  }
  return min<f64>(1, max<f64>(-1, products / sqrt(spreads)));
}

function squaresAround(center: f64, counts: usize, ranks: usize, distinct: i32): f64 {
  let sum: f64 = 0;
  for (let code = 0; code < distinct; code++) {
    const distance = load<f64>(ranks + ((<usize>code) << 3)) - center;
    sum += <f64>load<u32>(counts + ((<usize>code) << 2)) * distance * distance;
  }
  return sum;
}
