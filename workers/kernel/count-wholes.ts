/**
 * Adds 1 to the bucket of each whole number: those at `values`, times `factor`, less `minimum`. With `kinds`, only rows of
 * `kind` count.
 */
export function countWholes(
  values: usize,
  kinds: usize,
  kind: i32,
  rows: i32,
  factor: i32,
  minimum: i32,
  buckets: usize,
): void {
  const end = values + ((<usize>rows) << 2);
  if (kinds === 0) {
    for (let at = values; at < end; at += 4) {
      const bucket = buckets + ((<usize>(load<i32>(at) * factor - minimum)) << 2);
      store<u32>(bucket, load<u32>(bucket) + 1);
    }
    return;
  }
  let kindAt = kinds;
  for (let at = values; at < end; at += 4) {
    if (<i32>load<u8>(kindAt++) !== kind) continue;
    const bucket = buckets + ((<usize>(load<i32>(at) * factor - minimum)) << 2);
    store<u32>(bucket, load<u32>(bucket) + 1);
  }
}

/**
 * Collects `range` buckets as runs, a value and its count each, and answers how many there are. Bucket `n` stands for
 * (`minimum` + n) × `multiply` ∕ `divide`.
 */
export function drainBuckets(
  buckets: usize,
  range: i32,
  minimum: i32,
  multiply: f64,
  divide: f64,
  values: usize,
  counts: usize,
): i32 {
  let distinct: usize = 0;
  for (let bucket = 0; bucket < range; bucket++) {
    const count = load<u32>(buckets + ((<usize>bucket) << 2));
    // Written in any case, and kept or not: a branch would be guessed wrong half the time.
    store<f64>(values + (distinct << 3), (<f64>(minimum + bucket) * multiply) / divide);
    store<u32>(counts + (distinct << 2), count);
    distinct += count === 0 ? 0 : 1;
  }
  return <i32>distinct;
}
