/** Whether each of the `rows` whole numbers at `values` is larger than the one before it. */
export function isAscending(values: usize, rows: i32): bool {
  const end = values + ((<usize>rows) << 2);
  for (let at = values + 4; at < end; at += 4) if (load<i32>(at) <= load<i32>(at - 4)) return false;
  return true;
}
