import { ColumnState, days, doubles, stateOf, unset } from './column-state';
import { internFew } from './few-texts';
import { isNumber, parsed, parseNumber, power, wholePower } from './parse-number';
import { putZero } from './put-cell';
import { dayAt, isMissingField, readCell } from './read-cell';
import {
  date,
  decimal,
  fields,
  isDamaged,
  noteBeyond,
  number,
  placeMask,
  places,
  quoted,
  ragged,
  starts,
  startsNumber,
  startsText,
  stride,
  targets,
  text,
} from './rules';

const digitFlaws: u64 = 0x7676767676767676;
const highBits: u64 = 0x8080808080808080;
const lowBits: u64 = 0x0101010101010101;
const zeros: u64 = 0x3030303030303030;

/** Reads the `rows` rows scanned last into the columns, one column after another; answers how many of them are ragged. */
export function readColumns(rows: i32): i32 {
  for (let field = 0; field < fields; field++) {
    const target = load<i32>(targets + ((<usize>field) << 2));
    const at = places + ((<usize>field) << 2);
    if (target >= 0) readColumn(stateOf(target), at, rows);
    else lookForValues(at, rows);
  }
  let raggedRows = 0;
  for (let row = 0; row < rows; row++) raggedRows += load<u8>(ragged + <usize>row);
  return raggedRows;
}

/** A field that is no part of the table and holds a value makes its row ragged. */
function lookForValues(first: usize, rows: i32): void {
  let at = first;
  for (let row = 0; row < rows; row++, at += stride) {
    const from = <usize>(load<u32>(at) & placeMask) + 1;
    const end = load<u32>(at, 4);
    if (!isMissingField(from, <usize>(end & placeMask), (end & quoted) !== 0)) {
      store<u8>(ragged + <usize>row, 1);
      noteBeyond();
    }
  }
}

/** Whatever kind of cell comes, its loop goes on for as long as that kind does. */
function readColumn(state: ColumnState, first: usize, rows: i32): void {
  let row = 0;
  while (row < rows) {
    const at = first + <usize>row * stride;
    const from = <usize>(load<u32>(at) & placeMask) + 1;
    const end = load<u32>(at, 4);
    const start = load<u8>(starts + <usize>load<u8>(from));
    const before = row;
    if (start === startsText && !isDamaged) row = readTexts(state, first, row, rows);
    else if (state.isText === 0 && start === startsNumber && state.mode !== unset) {
      if (state.mode === days) row = readDays(state, first, row, rows);
      else if (state.mode === doubles) row = readDoubles(state, first, row, rows);
      else row = readScaled(state, first, row, rows);
    }
    if (row === before) readCell(state, row++, from, <usize>(end & placeMask), (end & quoted) !== 0);
  }
}

function readTexts(state: ColumnState, places: usize, first: i32, rows: i32): i32 {
  const codes = state.codes;
  const kinds = state.kinds;
  const step = stride;
  let row = first;
  let at = places + <usize>row * step;
  for (; row < rows; row++, at += step) {
    const from = (load<u32>(at) & placeMask) + 1;
    const end = load<u32>(at, 4);
    if (<i32>end <= <i32>from || load<u8>(starts + <usize>load<u8>(<usize>from)) !== startsText) break;
    store<u32>(codes + ((<usize>row) << 2), internFew(state, <usize>from, <usize>end));
    store<u8>(kinds + <usize>row, <u8>text);
  }
  state.texts += row - first;
  for (let index = first; index < row && state.mode !== unset; index++) putZero(state, index);
  return row;
}

function readDays(state: ColumnState, places: usize, first: i32, rows: i32): i32 {
  const hasTexts = state.entriesRoom !== 0;
  const step = stride;
  let row = first;
  let least = state.minimum;
  let most = state.maximum;
  let at = places + <usize>row * step;
  for (; row < rows; row++, at += step) {
    const from = (load<u32>(at) & placeMask) + 1;
    if (load<u32>(at, 4) - from !== 10) break;
    const day = dayAt(<usize>from);
    if (day === i32.MIN_VALUE) break;
    store<i32>(state.values + ((<usize>row) << 2), day);
    if (hasTexts) store<u32>(state.codes + ((<usize>row) << 2), 0);
    store<u8>(state.kinds + <usize>row, <u8>date);
    least = min(least, day);
    most = max(most, day);
  }
  state.minimum = least;
  state.maximum = most;
  state.dates += row - first;
  return row;
}

/** The whole number that eight digits make, the last one in the highest byte. */
function wholeOf(digits: u64): i32 {
  const pairs = digits * 10 + (digits >> 8);
  const high = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
  return <i32>((high + ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32);
}

/** Of the number parsed last by `eightDigits`. */
let decimals: i32 = 0;

/**
 * The digits of up to eight characters side by side, the last one highest, with the decimal sign taken out of their
 * midst; all ones where there is anything else among them.
 */
function eightDigits(from: u32, length: i32, hasLeadingZero: bool): u64 {
  let digits = (load<u64>(<usize>from) ^ zeros) << (((8 - length) as u64) << 3);
  const mark = digits ^ (((decimal ^ 48) as u64) * lowBits);
  const marks = (mark - lowBits) & ~mark & highBits;
  let integers = length;
  decimals = 0;
  if (marks !== 0) {
    const bit = ctz(marks) & ~7;
    const below = digits & (((1 as u64) << bit) - 1);
    digits = ((((digits >> bit) >> 8) << 8) << bit) | (below << 8);
    decimals = 7 - ((bit >> 3) as i32);
    integers = length - 1 - decimals;
    if (length === 1) return u64.MAX_VALUE;
  }
  if (((digits + digitFlaws) | digits) & highBits) return u64.MAX_VALUE;
  return hasLeadingZero && integers > 1 ? u64.MAX_VALUE : digits;
}

/** Numbers of up to eight characters beside the sign that are kept as whole numbers, and missing cells between them. */
function readScaled(state: ColumnState, places: usize, first: i32, rows: i32): i32 {
  const hasTexts = state.entriesRoom !== 0;
  const values = state.values;
  const kinds = state.kinds;
  const step = stride;
  const usual = state.decimals;
  // Where the decimal sign usually stands, in bits.
  const signAt: u64 = ((7 - min(usual, 6)) as u64) << 3;
  const sign = usual > 6 ? 256 : ((decimal ^ 48) as u64);
  const belowSign = usual === 0 ? 0 : ((1 as u64) << signAt) - 1;
  const aboveSign = usual === 0 ? u64.MAX_VALUE : ~((belowSign << 8) | 255);
  const zeroLength = usual === 0 ? 1 : usual + 2;
  let least = state.minimum;
  let most = state.maximum;
  let missing = 0;
  let row = first;
  let at = places + <usize>row * step;
  for (; row < rows; row++, at += step) {
    const valueAt = values + ((<usize>row) << 2);
    let from = (load<u32>(at) & placeMask) + 1;
    const end = load<u32>(at, 4);
    if (<i32>end <= <i32>from) {
      if (<i32>end < 0) break;
      store<i32>(valueAt, 0);
      if (hasTexts) store<u32>(state.codes + ((<usize>row) << 2), 0);
      store<u8>(kinds + <usize>row, 0);
      missing++;
      continue;
    }
    const isNegative = (load<u8>(<usize>from) === 45 ? 1 : 0) as u32;
    from += isNegative;
    const length = <i32>(end - from);
    if (<u32>(length - 1) >= 8) break;
    const hasLeadingZero = load<u8>(<usize>from) === 48;
    let digits = (load<u64>(<usize>from) ^ zeros) << (((8 - length) as u64) << 3);
    let value: i32;
    if (usual === 0 || (((digits >> signAt) & 255) === sign && length > usual + 1)) {
      digits = (digits & aboveSign) | ((digits & belowSign) << 8);
      if (((digits + digitFlaws) | digits) & highBits) break;
      if (hasLeadingZero && length > zeroLength) break;
      value = wholeOf(digits);
    } else {
      digits = eightDigits(from, length, hasLeadingZero);
      if (digits === u64.MAX_VALUE || decimals > usual) break;
      const scaled = <i64>wholeOf(digits) * wholePower(usual - decimals);
      if (scaled > i32.MAX_VALUE) break;
      value = <i32>scaled;
    }
    if (value === 0 && isNegative !== 0) break;
    value = isNegative !== 0 ? -value : value;
    store<i32>(valueAt, value);
    if (hasTexts) store<u32>(state.codes + ((<usize>row) << 2), 0);
    store<u8>(kinds + <usize>row, <u8>number);
    least = min(least, value);
    most = max(most, value);
  }
  state.minimum = least;
  state.maximum = most;
  state.missing += missing;
  state.numbers += row - first - missing;
  return row;
}

/** The same for numbers that are kept as doubles. */
function readDoubles(state: ColumnState, places: usize, first: i32, rows: i32): i32 {
  const hasTexts = state.entriesRoom !== 0;
  const step = stride;
  let missing = 0;
  let row = first;
  let at = places + <usize>row * step;
  for (; row < rows; row++, at += step) {
    const valueAt = state.values + ((<usize>row) << 3);
    const from = (load<u32>(at) & placeMask) + 1;
    const end = load<u32>(at, 4);
    if (<i32>end < 0) break;
    if (end <= from) {
      store<f64>(valueAt, 0);
      store<u8>(state.kinds + <usize>row, 0);
      missing++;
    } else {
      const isNegative = load<u8>(<usize>from) === 45;
      const begin = from + ((isNegative ? 1 : 0) as u32);
      const length = <i32>(end - begin);
      if (<u32>(length - 1) < 8) {
        const digits = eightDigits(begin, length, load<u8>(<usize>begin) === 48);
        if (digits === u64.MAX_VALUE) break;
        const value = <f64>wholeOf(digits) / power(decimals);
        store<f64>(valueAt, isNegative ? -value : value);
      } else {
        if (load<u8>(starts + <usize>load<u8>(<usize>from)) !== startsNumber) break;
        if (parseNumber(<usize>from, <usize>end) !== isNumber) break;
        store<f64>(valueAt, parsed);
      }
      store<u8>(state.kinds + <usize>row, <u8>number);
    }
    if (hasTexts) store<u32>(state.codes + ((<usize>row) << 2), 0);
  }
  state.missing += missing;
  state.numbers += row - first - missing;
  return row;
}
