import {
  batchRows,
  delimiter,
  fields,
  lineEnd,
  lineEnds,
  placesRoom,
  quote,
  ragged,
  returnByte,
  setPlaces,
} from './rules';

let scanned: usize = 0;

/** Where the row after the plain ones begins. */
export function plainScannedTo(): usize {
  return scanned;
}

/**
 * Finds the fields of the next rows that are plain: with as many fields as the table and no quote near them. Answers how
 * many there are, perhaps none. Sixty-four bytes are looked at with each step; delimiters and line ends are noted one
 * after another, whatever they are, and only then it is seen whether the line ends come where rows should end.
 */
export function scanPlainRows(from: usize, to: usize): i32 {
  const allLines = i8x16.splat(<i8>lineEnd);
  const allDelimiters = i8x16.splat(<i8>delimiter);
  const allQuotes = i8x16.splat(<i8>(quote < 0 ? lineEnd : quote));
  const hasQuotes = quote >= 0;
  const wantedMarks = <usize>batchRows * <usize>fields;
  let marks: usize = 0;
  let lines: i32 = 0;
  const markAt = placesRoom + 4;
  store<u32>(placesRoom, <u32>from - 1);
  for (let place = from; place < to && marks < wantedMarks && lines < batchRows; place += 64) {
    const a = v128.load(place);
    const b = v128.load(place, 16);
    const c = v128.load(place, 32);
    const d = v128.load(place, 48);
    if (hasQuotes) {
      const first = v128.or(i8x16.eq(a, allQuotes), i8x16.eq(b, allQuotes));
      const second = v128.or(i8x16.eq(c, allQuotes), i8x16.eq(d, allQuotes));
      if (v128.any_true(v128.or(first, second))) break;
    }
    const lineA = i8x16.eq(a, allLines);
    const lineB = i8x16.eq(b, allLines);
    const lineC = i8x16.eq(c, allLines);
    const lineD = i8x16.eq(d, allLines);
    let found = together(
      v128.or(lineA, i8x16.eq(a, allDelimiters)),
      v128.or(lineB, i8x16.eq(b, allDelimiters)),
      v128.or(lineC, i8x16.eq(c, allDelimiters)),
      v128.or(lineD, i8x16.eq(d, allDelimiters)),
    );
    let ended = together(lineA, lineB, lineC, lineD);
    if (to - place < 64) {
      const inside = ((<u64>1) << (to - place)) - 1;
      found &= inside;
      ended &= inside;
    }
    const count = <usize>popcnt(found);
    let at = markAt + (marks << 2);
    marks += count;
    const end = markAt + (marks << 2);
    // Eight at a time, some of them too many: a loop of just as many steps would be guessed wrong each time.
    do {
      store<u32>(at, <u32>place + <u32>ctz(found));
      found &= found - 1;
      store<u32>(at, <u32>place + <u32>ctz(found), 4);
      found &= found - 1;
      store<u32>(at, <u32>place + <u32>ctz(found), 8);
      found &= found - 1;
      store<u32>(at, <u32>place + <u32>ctz(found), 12);
      found &= found - 1;
      store<u32>(at, <u32>place + <u32>ctz(found), 16);
      found &= found - 1;
      store<u32>(at, <u32>place + <u32>ctz(found), 20);
      found &= found - 1;
      store<u32>(at, <u32>place + <u32>ctz(found), 24);
      found &= found - 1;
      store<u32>(at, <u32>place + <u32>ctz(found), 28);
      found &= found - 1;
      at += 32;
    } while (at < end);
    while (ended !== 0) {
      store<u32>(lineEnds + ((<usize>lines) << 2), <u32>place + <u32>ctz(ended));
      lines++;
      ended &= ended - 1;
    }
  }
  return plainRows(markAt, min(lines, <i32>(marks / <usize>fields)));
}

/** The bytes that are marked in four vectors, a bit for each. */
function together(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = <u64>(<u32>i8x16.bitmask(a) | ((<u32>i8x16.bitmask(b)) << 16));
  return low | ((<u64>(<u32>i8x16.bitmask(c) | ((<u32>i8x16.bitmask(d)) << 16))) << 32);
}

/** How many of the first `rows` rows end where they should: with the last of their fields. */
function plainRows(markAt: usize, rows: i32): i32 {
  const rowBytes = (<usize>fields) << 2;
  const most = min(rows, batchRows);
  let row = 0;
  let lastAt = markAt + rowBytes - 4;
  while (row < most && load<u32>(lastAt) === load<u32>(lineEnds + ((<usize>row) << 2))) {
    row++;
    lastAt += rowBytes;
  }
  // A table of one column: blank lines are no rows, and are left to the other scan.
  if (fields === 1) row = rowsBeforeBlank(row);
  if (row === 0) return 0;
  scanned = <usize>load<u32>(lineEnds + ((<usize>(row - 1)) << 2)) + 1;
  memory.fill(ragged, 0, <usize>row);
  setPlaces(markAt - 4, rowBytes);
  if (returnByte === 13) takeReturnsOff(row);
  return row;
}

function rowsBeforeBlank(rows: i32): i32 {
  for (let row = 0; row < rows; row++) {
    const before = load<u32>(placesRoom + ((<usize>row) << 2));
    const end = load<u32>(placesRoom + ((<usize>row) << 2), 4);
    const length = end - before - 1;
    if (length === 0 || (length === 1 && <i32>load<u8>(<usize>end - 1) === returnByte)) return row;
  }
  return rows;
}

/** Where lines end with CR and LF, the last field ends before both: rows are moved apart, so that each has its own start. */
function takeReturnsOff(rows: i32): void {
  const from = (<usize>fields) << 2;
  const to = from + 4;
  let hasReturns = false;
  for (let row = 0; row < rows && !hasReturns; row++) {
    const end = load<u32>(lineEnds + ((<usize>row) << 2));
    hasReturns = load<u8>(<usize>end - 1) === 13;
  }
  if (!hasReturns) return;
  for (let row = rows - 1; row >= 0; row--) {
    const target = placesRoom + <usize>row * to;
    memory.copy(target, placesRoom + <usize>row * from, to);
    const end = load<u32>(target + from);
    const isField = end > load<u32>(target + from - 4) + 1;
    if (isField && load<u8>(<usize>end - 1) === 13) store<u32>(target + from, end - 1);
  }
  setPlaces(placesRoom, to);
}
