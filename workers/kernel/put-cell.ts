import { ColumnState, days, doubles, scaled, unset } from './column-state';
import { mendText } from './host';
import { power, wholePower } from './parse-number';
import { boolean, date, isDamaged, number, text } from './rules';
import { roomFor } from './scratch-room';
import { intern } from './text-entries';

/** As many decimals as a whole number of 32 bits may hold. */
const mostDecimals: i32 = 9;
export const dayMs: f64 = 86400000;

/** A number that is exactly `whole` ∕ 10^`decimals`. */
export function putScaled(state: ColumnState, row: i32, whole: i64, decimals: i32): void {
  if (state.mode === unset) {
    begin(state, row, scaled);
    state.decimals = min(decimals, mostDecimals);
  }
  if (state.mode === scaled && decimals > state.decimals) raise(state, row, decimals);
  if (state.mode === scaled) {
    const more = state.decimals - decimals;
    const value = whole * wholePower(more);
    if (abs(whole) <= i32.MAX_VALUE && value <= i32.MAX_VALUE && value >= -i32.MAX_VALUE) {
      store<i32>(state.values + ((<usize>row) << 2), <i32>value);
      state.minimum = min(state.minimum, <i32>value);
      state.maximum = max(state.maximum, <i32>value);
      putKind(state, row, number);
      return;
    }
  }
  putDouble(state, row, <f64>whole / power(decimals), number);
}

/** The first number of a column: rows before it have not cared about numbers. */
function begin(state: ColumnState, row: i32, mode: i32): void {
  memory.fill(state.values, 0, (<usize>row) << 2);
  state.mode = mode;
}

/** Gives all numbers of the rows before `row` more decimals; they become doubles where that is too many. */
function raise(state: ColumnState, row: i32, decimals: i32): void {
  if (decimals > mostDecimals) return toDoubles(state, row);
  const factor = wholePower(decimals - state.decimals);
  const hasNumbers = state.minimum <= state.maximum;
  const least = hasNumbers ? <i64>state.minimum * factor : 0;
  const most = hasNumbers ? <i64>state.maximum * factor : 0;
  if (least < -i32.MAX_VALUE || most > i32.MAX_VALUE) return toDoubles(state, row);
  for (let index = 0; index < row; index++) {
    const at = state.values + ((<usize>index) << 2);
    store<i32>(at, load<i32>(at) * <i32>factor);
  }
  if (hasNumbers) {
    state.minimum = <i32>least;
    state.maximum = <i32>most;
  }
  state.decimals = decimals;
}

/** A whole day, counted from 1970-01-01. */
export function putDay(state: ColumnState, row: i32, day: i32): void {
  if (state.mode === unset) begin(state, row, days);
  if (state.mode !== days) {
    putDouble(state, row, <f64>day * dayMs, date);
    return;
  }
  store<i32>(state.values + ((<usize>row) << 2), day);
  state.minimum = min(state.minimum, day);
  state.maximum = max(state.maximum, day);
  putKind(state, row, date);
}

/** A number, date or truth value that is kept as a double, as all others of its column then are. */
export function putDouble(state: ColumnState, row: i32, value: f64, kind: i32): void {
  if (state.mode !== doubles) toDoubles(state, row);
  store<f64>(state.values + ((<usize>row) << 3), value);
  putKind(state, row, kind);
}

/** The rows before `row` become doubles. */
function toDoubles(state: ColumnState, row: i32): void {
  const values = state.values;
  if (state.mode === unset) memory.fill(values, 0, (<usize>row) << 3);
  for (let index = row - 1; index >= 0 && state.mode !== unset; index--) {
    const value = <f64>load<i32>(values + ((<usize>index) << 2));
    const double = state.mode === days ? value * dayMs : value / power(state.decimals);
    store<f64>(values + ((<usize>index) << 3), double);
  }
  state.mode = doubles;
}

/** A text: its bytes. */
export function putText(state: ColumnState, row: i32, from: usize, to: usize): void {
  let code: i32 = -1;
  if (isDamaged) {
    const target = roomFor((to - from) * 3 + 16);
    const length = mendText(from, to, target);
    if (length >= 0) code = intern(state, target, target + <usize>length);
  }
  if (code < 0) code = intern(state, from, to);
  store<u32>(state.codes + ((<usize>row) << 2), code);
  putZero(state, row);
  putKind(state, row, text);
}

/** What stands among the numbers in a row that has none. */
export function putZero(state: ColumnState, row: i32): void {
  if (state.mode === doubles) store<f64>(state.values + ((<usize>row) << 3), 0);
  else store<i32>(state.values + ((<usize>row) << 2), 0);
}

export function putMissing(state: ColumnState, row: i32): void {
  putZero(state, row);
  if (state.entriesRoom !== 0) store<u32>(state.codes + ((<usize>row) << 2), 0);
  store<u8>(state.kinds + <usize>row, 0);
  state.missing++;
}

function putKind(state: ColumnState, row: i32, kind: i32): void {
  store<u8>(state.kinds + <usize>row, <u8>kind);
  if (kind === number) state.numbers++;
  else if (kind === text) state.texts++;
  else if (kind === date) state.dates++;
  else if (kind === boolean) state.booleans++;
  if (kind !== text && state.entriesRoom !== 0) store<u32>(state.codes + ((<usize>row) << 2), 0);
}
