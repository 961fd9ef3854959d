/** Replaces each of `count` codes by what `table` says of it, and by −1 where its mark at `marks` is 0. */
export function mapCodes(codes: usize, marks: usize, count: i32, table: usize): void {
  for (let row = 0; row < count; row++) {
    const at = codes + ((<usize>row) << 2);
    const isMarked = load<u8>(marks + <usize>row) !== 0;
    store<i32>(at, isMarked ? load<i32>(table + ((<usize>load<u32>(at)) << 2)) : -1);
  }
}

/** Counts how often each pair of categories meets, in a table of `size` columns; −1 is none. */
export function countPairs(left: usize, right: usize, count: i32, size: i32, table: usize): void {
  for (let row = 0; row < count; row++) {
    const x = load<i32>(left + ((<usize>row) << 2));
    const y = load<i32>(right + ((<usize>row) << 2));
    if ((x | y) < 0) continue;
    const at = table + ((<usize>(x * size + y)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
}
