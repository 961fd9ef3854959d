/*
 * The inner loops of correlations take two numbers with each instruction. The instructions fix the order of every sum, so
 * the figures are the same on every machine.
 */

/**
 * Puts `rows` whole numbers, each × `multiply` ∕ `divide`, to `values` as doubles. With `kinds`, only cells of `kind` have
 * a number: the others become `absent`, and `marks` tells them apart with 1 and 0. Answers how many have one.
 */
export function takeWholes(
  wholes: usize,
  kinds: usize,
  kind: i32,
  rows: i32,
  multiply: f64,
  divide: f64,
  absent: f64,
  values: usize,
  marks: usize,
): i32 {
  if (kinds !== 0) {
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const isPresent = <i32>load<u8>(kinds + <usize>row) === kind;
      const value = (<f64>load<i32>(wholes + ((<usize>row) << 2)) * multiply) / divide;
      store<f64>(values + ((<usize>row) << 3), isPresent ? value : absent);
      store<u8>(marks + <usize>row, isPresent ? 1 : 0);
      count += isPresent ? 1 : 0;
    }
    return count;
  }
  const factors = f64x2.splat(multiply);
  const divisors = f64x2.splat(divide);
  // Up to one number beyond the last is written: rows are taken two by two.
  for (let row = 0; row < rows; row += 2) {
    const pair = f64x2.convert_low_i32x4_s(v128.load64_zero(wholes + ((<usize>row) << 2)));
    v128.store(values + ((<usize>row) << 3), f64x2.div(f64x2.mul(pair, factors), divisors));
  }
  return rows;
}

/** Replaces each number from `at` to `end` by (number × scale − shift) × factor and puts their sum to `total`. */
export function standardize(at: usize, end: usize, scale: f64, shift: f64, factor: f64, total: usize): void {
  const scales = f64x2.splat(scale);
  const shifts = f64x2.splat(shift);
  const factors = f64x2.splat(factor);
  let sums = f64x2.splat(0);
  for (let place = at; place < end; place += 16) {
    const values = f64x2.mul(f64x2.sub(f64x2.mul(v128.load(place), scales), shifts), factors);
    v128.store(place, values);
    sums = f64x2.add(sums, values);
  }
  store<f64>(total, f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
}
