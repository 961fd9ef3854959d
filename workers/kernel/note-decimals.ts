import { ColumnState, stateOf } from './column-state';
import { noteDecimal } from './host';
import { fields, number, placeMask, places, stride, targets } from './rules';

const comma: u64 = 0x2c2c2c2c2c2c2c2c;
const point: u64 = 0x2e2e2e2e2e2e2e2e;
const lowBits: u64 = 0x0101010101010101;
const highBits: u64 = 0x8080808080808080;

/**
 * Counts in the `rows` rows read last the numbers with a decimal comma, and those whose points stand between thousands; the host
 * is told of the first `kept` of each in a column. Only for texts whose decimal sign is a comma.
 */
export function noteDecimals(rows: i32, kept: i32): void {
  for (let field = 0; field < fields; field++) {
    const target = load<i32>(targets + ((<usize>field) << 2));
    if (target < 0) continue;
    const state = stateOf(target);
    if (state.isText === 0 && state.numbers > 0) noteColumn(state, target, places + ((<usize>field) << 2), rows, kept);
  }
}

function noteColumn(state: ColumnState, column: i32, first: usize, rows: i32, kept: i32): void {
  const kinds = state.kinds;
  let at = first;
  for (let row = 0; row < rows; row++, at += stride) {
    if (load<u8>(kinds + <usize>row) !== number) continue;
    const from = <usize>(load<u32>(at) & placeMask) + 1;
    const to = <usize>(load<u32>(at, 4) & placeMask);
    const isGrouped = holds(from, to, point);
    if (!isGrouped && !holds(from, to, comma)) continue;
    const count = isGrouped ? state.grouped++ : state.commas++;
    if (count < kept) noteDecimal(column, row, from, to, isGrouped);
  }
}

/** Whether one of the bytes `from`..`to` is the sign that `signs` holds eight times. */
function holds(from: usize, to: usize, signs: u64): bool {
  let place = from;
  for (; place + 8 <= to; place += 8) if (hasZero(load<u64>(place) ^ signs)) return true;
  const left = to - place;
  // Bytes beyond the end are filled with ones, which no sign is.
  return left > 0 && hasZero((load<u64>(place) ^ signs) | (u64.MAX_VALUE << (left << 3)));
}

function hasZero(bytes: u64): bool {
  return ((bytes - lowBits) & ~bytes & highBits) !== 0;
}
