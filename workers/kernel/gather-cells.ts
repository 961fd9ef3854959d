/**
 * Puts the cells of a column that stand in the rows at `sample` (words, less `start` each), those of its places `from`..`to`, to
 * the same places at `target`, as words times `factor`. Cells have `bytes` bytes at `values`. At `marks` comes 1 where the
 * kind is `kind` (without `kinds`: everywhere), else 0.
 */
export function gatherCells(
  values: usize,
  bytes: i32,
  isSigned: bool,
  kinds: usize,
  kind: i32,
  sample: usize,
  start: i32,
  from: i32,
  to: i32,
  factor: i32,
  target: usize,
  marks: usize,
): void {
  for (let place: usize = <usize>from; place < <usize>to; place++) {
    const row = <usize>(load<u32>(sample + (place << 2)) - <u32>start);
    let word: i32;
    if (bytes === 4) word = load<i32>(values + (row << 2));
    else if (bytes === 2) word = isSigned ? <i32>load<i16>(values + (row << 1)) : <i32>load<u16>(values + (row << 1));
    else word = isSigned ? <i32>load<i8>(values + row) : <i32>load<u8>(values + row);
    store<i32>(target + (place << 2), word * factor);
    store<u8>(marks + place, kinds === 0 || <i32>load<u8>(kinds + row) === kind ? 1 : 0);
  }
}
