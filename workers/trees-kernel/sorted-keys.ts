/*
 * Values as whole numbers that are ordered as they are, sorted.
 */

/** A whole number that is ordered as the values are. */
export function keyOf(value: f32): u32 {
  const bits = reinterpret<u32>(value);
  return (bits & 0x80000000) !== 0 ? ~bits : bits | 0x80000000;
}

export function numberOf(key: u32): f32 {
  return reinterpret<f32>((key & 0x80000000) !== 0 ? key & 0x7fffffff : ~key);
}

export function keyAt(keys: usize, index: i32): u32 {
  return load<u32>(keys + ((<usize>index) << 2));
}

/** How many keys from `index` on are equal. */
export function runAt(keys: usize, index: i32, count: i32): i32 {
  const key = keyAt(keys, index);
  let end = index + 1;
  while (end < count && keyAt(keys, end) === key) end++;
  return end - index;
}
