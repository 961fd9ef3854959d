import { ColumnState, days, doubles, stateOf, unset } from './column-state';
import { allocate } from './memory';
import { power, wholePower } from './parse-number';
import { dayMs } from './put-cell';

/*
 * The rows of a part, batch after batch. A column has an array for its numbers, one for the codes of its texts and one for
 * the kinds of its cells, each from the first row on which it is needed.
 */

/** Rows there are, and rows there is room for. */
let rows: i32 = 0;
let capacity: i32 = 0;

/** Begins with no rows and room for `expected`. */
export function startRows(expected: i32): void {
  rows = 0;
  capacity = expected;
}

/** Takes over the `count` rows read last into each of the first `columns` columns. */
export function keepRows(columns: i32, count: i32): void {
  if (rows + count > capacity) makeRoom(columns, max(rows + count, capacity * 2));
  for (let column = 0; column < columns; column++) {
    const state = stateOf(column);
    keepNumbers(state, count);
    keepTexts(state, count);
    keepKinds(state, count);
  }
  rows += count;
}

function keepNumbers(state: ColumnState, count: i32): void {
  if (state.mode === unset) return;
  if (state.mode !== state.keptMode || state.decimals !== state.keptDecimals) changeMode(state);
  const shift: usize = state.mode === doubles ? 3 : 2;
  memory.copy(state.keptValues + ((<usize>rows) << shift), state.values, (<usize>count) << shift);
}

/** Brings the numbers kept so far into the form of those that come. */
function changeMode(state: ColumnState): void {
  const from = state.keptValues;
  if (state.mode === doubles) {
    const to = allocate((<usize>capacity) << 3);
    if (from === 0) memory.fill(to, 0, (<usize>rows) << 3);
    const divisor = power(state.keptDecimals);
    for (let row: usize = 0; row < <usize>rows && from !== 0; row++) {
      const value = <f64>load<i32>(from + (row << 2));
      store<f64>(to + (row << 3), state.keptMode === days ? value * dayMs : value / divisor);
    }
    state.keptValues = to;
  } else if (from === 0) {
    state.keptValues = allocate((<usize>capacity) << 2);
    memory.fill(state.keptValues, 0, (<usize>rows) << 2);
  } else {
    const factor = <i32>wholePower(state.decimals - state.keptDecimals);
    for (let row: usize = 0; row < <usize>rows; row++) {
      const at = from + (row << 2);
      store<i32>(at, load<i32>(at) * factor);
    }
  }
  state.keptMode = state.mode;
  state.keptDecimals = state.decimals;
}

function keepTexts(state: ColumnState, count: i32): void {
  if (state.entries === 0) return;
  if (state.keptCodes === 0) {
    state.keptCodes = allocate((<usize>capacity) << 2);
    memory.fill(state.keptCodes, 0, (<usize>rows) << 2);
  }
  memory.copy(state.keptCodes + ((<usize>rows) << 2), state.codes, (<usize>count) << 2);
}

function keepKinds(state: ColumnState, count: i32): void {
  if (state.keptKinds === 0) {
    const onlyKind = onlyKindOf(state, rows + count);
    if (onlyKind >= 0) {
      state.onlyKind = onlyKind;
      return;
    }
    state.keptKinds = allocate(<usize>capacity);
    memory.fill(state.keptKinds, <u8>max(0, state.onlyKind), <usize>rows);
  }
  memory.copy(state.keptKinds + <usize>rows, state.kinds, <usize>count);
}

/** The kind of all `all` cells; −1 when there are several. */
function onlyKindOf(state: ColumnState, all: i32): i32 {
  const counts = changetype<usize>(state) + offsetof<ColumnState>('missing');
  for (let kind = 0; kind < 6; kind++) if (load<i32>(counts + ((<usize>kind) << 2)) === all) return kind;
  return -1;
}

function makeRoom(columns: i32, wanted: i32): void {
  capacity = wanted;
  for (let column = 0; column < columns; column++) {
    const state = stateOf(column);
    const shift: usize = state.keptMode === doubles ? 3 : 2;
    state.keptValues = moved(state.keptValues, shift);
    state.keptCodes = moved(state.keptCodes, 2);
    state.keptKinds = moved(state.keptKinds, 0);
  }
}

function moved(from: usize, shift: usize): usize {
  if (from === 0) return 0;
  const to = allocate((<usize>capacity) << shift);
  memory.copy(to, from, (<usize>rows) << shift);
  return to;
}
