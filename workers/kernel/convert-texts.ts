/*
 * What is done to the cells of a column whose texts are read for what they mean (../tabular/interpret): each entry of its
 * dictionary becomes one value, and belongs to one class of changes.
 */

/** The class of entries nobody asks about. */
const unasked: u8 = 255;
const classBytes: usize = 12;

/**
 * Notes the first rows of each class of entries: those from `row` on, before `to`, whose kind is `kind` (without `kinds`: all).
 * A class has three words at `classes`: how many rows are wanted, how many were noted, and the address of their list. At
 * `firsts` each entry has a word that becomes 1 + the row in which it is met first. Ends as soon as every class has what is
 * wanted, of which `open` have not yet; answers how many are still open.
 */
export function noteRows(
  codes: usize,
  kinds: usize,
  kind: i32,
  row: i32,
  to: i32,
  classOfEntry: usize,
  classes: usize,
  firsts: usize,
  open: i32,
): i32 {
  let left = open;
  for (let at = row; at < to && left > 0; at++) {
    if (kinds !== 0 && <i32>load<u8>(kinds + <usize>at) !== kind) continue;
    const code = <usize>load<u32>(codes + ((<usize>at) << 2));
    const number = load<u8>(classOfEntry + code);
    if (number === unasked) continue;
    const first = firsts + (code << 2);
    if (load<u32>(first) === 0) store<u32>(first, <u32>at + 1);
    const state = classes + <usize>number * classBytes;
    const wanted = load<u32>(state);
    const noted = load<u32>(state, 4);
    if (noted >= wanted) continue;
    store<u32>(<usize>load<u32>(state, 8) + ((<usize>noted) << 2), at);
    store<u32>(state, noted + 1, 4);
    if (noted + 1 === wanted) left--;
  }
  return left;
}

/** Replaces each of `count` codes by its word in `table`. */
export function lookUp(codes: usize, count: i32, table: usize): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const at = codes + (row << 2);
    store<u32>(at, load<u32>(table + ((<usize>load<u32>(at)) << 2)));
  }
}
