const digitBits: i32 = 11;
const digits: i32 = 1 << 11;

/**
 * Dense ranks of the `count` whole numbers at `values`, none below `minimum` or more than `range` above it: `codes` gets the
 * place of each among the distinct ones, `counts` how many share it. Rows whose mark at `marks` is 0 have no number and
 * get the code −1. Answers how many distinct numbers there are, and puts how many rows have one to `total`. The others are
 * room: `rows`, `keys` and `spareRows`, `spareKeys` for `count` words each, `starts` for 2,048.
 *
 * A radix sort of the rows with 11 bits of their numbers at a time, as many times as the range asks for.
 */
export function rankWholes(
  values: usize,
  marks: usize,
  count: i32,
  minimum: i32,
  range: u32,
  codes: usize,
  counts: usize,
  total: usize,
  rows: usize,
  keys: usize,
  spareRows: usize,
  spareKeys: usize,
  starts: usize,
): i32 {
  let length = 0;
  for (let row = 0; row < count; row++) {
    const at = (<usize>row) << 2;
    const place = (<usize>length) << 2;
    store<i32>(rows + place, row);
    store<u32>(keys + place, <u32>(load<i32>(values + at) - minimum));
    store<i32>(codes + at, -1);
    length += load<u8>(marks + <usize>row);
  }
  store<i32>(total, length);
  let fromRows = rows;
  let fromKeys = keys;
  let toRows = spareRows;
  let toKeys = spareKeys;
  for (let shift = 0; shift === 0 || (shift < 32 && range >> shift !== 0); shift += digitBits) {
    memory.fill(starts, 0, (<usize>digits) << 2);
    for (let index = 0; index < length; index++) {
      const digit = (load<u32>(fromKeys + ((<usize>index) << 2)) >> shift) & (digits - 1);
      const at = starts + ((<usize>digit) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
    let sum: u32 = 0;
    for (let digit = 0; digit < digits; digit++) {
      const at = starts + ((<usize>digit) << 2);
      const many = load<u32>(at);
      store<u32>(at, sum);
      sum += many;
    }
    for (let index = 0; index < length; index++) {
      const key = load<u32>(fromKeys + ((<usize>index) << 2));
      const at = starts + ((<usize>((key >> shift) & (digits - 1))) << 2);
      const place = load<u32>(at);
      store<u32>(at, place + 1);
      store<u32>(toKeys + ((<usize>place) << 2), key);
      store<u32>(toRows + ((<usize>place) << 2), load<u32>(fromRows + ((<usize>index) << 2)));
    }
    const passedRows = fromRows;
    const passedKeys = fromKeys;
    fromRows = toRows;
    fromKeys = toKeys;
    toRows = passedRows;
    toKeys = passedKeys;
  }
  let code = -1;
  let last: u32 = 0;
  for (let index = 0; index < length; index++) {
    const key = load<u32>(fromKeys + ((<usize>index) << 2));
    if (code < 0 || key !== last) {
      store<u32>(counts + ((<usize>++code) << 2), 0);
      last = key;
    }
    const at = counts + ((<usize>code) << 2);
    store<u32>(at, load<u32>(at) + 1);
    store<i32>(codes + ((<usize>load<u32>(fromRows + ((<usize>index) << 2))) << 2), code);
  }
  return code + 1;
}
