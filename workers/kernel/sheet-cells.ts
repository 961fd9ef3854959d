import { ColumnState, stateOf, unset } from './column-state';
import { dayMs, putDay, putDouble, putScaled } from './put-cell';
import { batchRows, boolean, date, number, text } from './rules';
import { codeSlot, forgetCodes } from './shared-codes';
import {
  batchFirst,
  brokenReference,
  brokenReferenceBytes,
  column,
  endRow,
  firstRow,
  firstStrings,
  is1904,
  row,
  setBatchFirst,
  setColumn,
  setFirstRow,
  setLastRow,
  setPlace,
  sheetColumns,
  stringCount,
  stringHashes,
  strings,
  styleCount,
  styles,
  targets,
} from './sheet-state';
import { enterText, findText, forgetTexts } from './sheet-texts';
import { hashText } from './text-entries';

/** What `placeCell` answers instead of a column of the table, and what the targets hold: a value here belongs to no column of it. */
export const besideTable: i32 = -1;
/** The cell is of no concern. */
export const outside: i32 = -2;
/** The batch must be taken over first. */
export const batchIsFull: i32 = -3;
/** The cell stands before one that was read already. */
export const disordered: i32 = -4;

const error: i32 = 5;
const maximumWhole: f64 = 2147483647;
/** Meanings of styles. */
const isDate: i32 = 1;
const isTimeOfDay: i32 = 2;
/** Serial numbers of 1970-01-01, and the first that is no date any more (../tabular/xlsx/serial-date.ts). */
const unixSerial1900: f64 = 25569;
const unixSerial1904: f64 = 24107;
const endSerial1900: f64 = 2958466;
const endSerial1904: f64 = 2957004;

/**
 * Goes on to a cell and answers the column of the table it belongs to, or one of the constants above. When it has a value, that must be
 * put, or noted as a value beside the table.
 */
export function placeCell(cellRow: i32, cellColumn: i32): i32 {
  if (cellRow < row || (cellRow === row && cellColumn <= column)) return disordered;
  if (cellColumn >= sheetColumns) return disordered;
  let place = outside;
  if (cellRow >= firstRow && cellRow < endRow) {
    place = load<i32>(targets + ((<usize>cellColumn) << 2));
    if (place >= 0 && cellRow - batchFirst >= batchRows) return batchIsFull;
  }
  setPlace(cellRow, cellColumn);
  return place;
}

/** Goes on to a cell without a value; answers whether it stands behind the cells read so far. */
export function passCell(cellColumn: i32): bool {
  if (cellColumn <= column) return false;
  setColumn(cellColumn);
  return true;
}

/** The row of the batch that a value is put to. */
function indexOfRow(): i32 {
  setLastRow(row);
  return row - batchFirst;
}

export function meaningOf(style: i32): i32 {
  return <u32>style < <u32>styleCount ? <i32>load<u8>(styles + <usize>style) : 0;
}

/** A number that is `whole` ∕ 10^`decimals`, with its sign; `whole` ≤ 2^53, `decimals` ≤ 22. */
export function putDecimal(place: i32, whole: i64, decimals: i32, isNegative: bool): void {
  const state = stateOf(place);
  if (isNegative && whole === 0) putDouble(state, indexOfRow(), -0.0, number);
  else putScaled(state, indexOfRow(), isNegative ? -whole : whole, decimals);
}

/** A number, whatever its size. */
export function putNumber(place: i32, value: f64): void {
  const state = stateOf(place);
  const whole = <i32>value;
  const isWhole = abs(value) <= maximumWhole && <f64>whole === value && (whole !== 0 || 1 / value > 0);
  if (isWhole) putScaled(state, indexOfRow(), <i64>whole, 0);
  else putDouble(state, indexOfRow(), value, number);
}

/** A number whose style shows it as a date, unless it is none to the calendar. */
export function putSerial(place: i32, value: f64, meaning: i32): void {
  const isTime = meaning === isTimeOfDay && value < 1;
  const end = is1904 ? endSerial1904 : endSerial1900;
  if ((meaning !== isDate && meaning !== isTimeOfDay) || isTime || !(value >= 0) || value >= end) {
    putNumber(place, value);
    return;
  }
  const serial = !is1904 && value < 60 ? value + 1 : value;
  const days = serial - (is1904 ? unixSerial1904 : unixSerial1900);
  putTime(place, Math.floor(days * dayMs + 0.5));
}

/** A date as milliseconds since 1970-01-01. */
export function putTime(place: i32, timeMs: f64): void {
  const day = Math.floor(timeMs / dayMs);
  if (day * dayMs === timeMs) putDay(stateOf(place), indexOfRow(), <i32>day);
  else putDouble(stateOf(place), indexOfRow(), timeMs, date);
}

export function putBoolean(place: i32, isTrue: bool): void {
  putDouble(stateOf(place), indexOfRow(), isTrue ? 1 : 0, boolean);
}

/** A text or, where `isError`, an error such as #N/A. */
export function putBytes(place: i32, from: usize, to: usize, isError: bool): void {
  const state = stateOf(place);
  const length = <i32>(to - from);
  putCode(state, findText(state, from, length, hashText(from, length)), isError ? error : text);
}

function putCode(state: ColumnState, code: i32, kind: i32): void {
  const index = <usize>indexOfRow();
  store<u32>(state.codes + (index << 2), code);
  store<u8>(state.kinds + index, <u8>kind);
  if (kind === text) state.texts++;
  else state.errors++;
}

/** Whether the shared string `index` holds a value: an empty one is none, and one that is not there is an error. */
export function isSharedValue(index: i32): bool {
  return <u32>index >= <u32>stringCount || load<u32>(sharedAt(index)) !== 0;
}

function sharedAt(index: i32): usize {
  return <usize>load<u32>(strings + ((<usize>index) << 2));
}

/** The text with this index among the shared strings; an empty one is no value. */
export function putShared(place: i32, index: i32): void {
  if (<u32>index >= <u32>stringCount) {
    putBytes(place, brokenReference, brokenReference + <usize>brokenReferenceBytes, true);
    return;
  }
  const state = stateOf(place);
  // Of strings that are the same, one stands for all.
  const first = firstStrings === 0 ? index : <i32>load<u32>(firstStrings + ((<usize>index) << 2));
  const slot = codeSlot(place, first);
  let code = <i32>load<u32>(slot) - 1;
  if (code < 0) {
    const at = sharedAt(first);
    const length = <i32>load<u32>(at);
    if (length === 0) return;
    code = enterText(state, at + 4, length, load<u64>(stringHashes + ((<usize>first) << 3)));
    store<u32>(slot, code + 1);
  }
  putCode(state, code, text);
}

/** To be called before the first `rows` rows of the batch are taken over: counts the missing cells of `columns` columns. */
export function endBatch(rows: i32, columns: i32): void {
  const total = batchFirst - firstRow + rows;
  for (let place = 0; place < columns; place++) {
    const state = stateOf(place);
    state.missing = total - state.numbers - state.texts - state.booleans - state.dates - state.errors;
  }
}

/** Makes all cells of the first `rows` rows of the batch missing. */
export function clearBatch(rows: i32, columns: i32): void {
  for (let place = 0; place < columns; place++) {
    const state = stateOf(place);
    memory.fill(state.values, 0, (<usize>rows) << 3);
    memory.fill(state.codes, 0, (<usize>rows) << 2);
    memory.fill(state.kinds, 0, <usize>rows);
  }
}

/** To be called when they have been taken over: the next batch begins behind them. */
export function nextBatch(rows: i32, columns: i32): void {
  clearBatch(rows, columns);
  setBatchFirst(batchFirst + rows);
}

/**
 * Forgets what the columns held so far, so that the memory of a long sheet stays small: to be called after `nextBatch`. Counts,
 * texts and forms of numbers begin anew with the next batch.
 */
export function startStretch(columns: i32): void {
  for (let place = 0; place < columns; place++) {
    const state = stateOf(place);
    state.mode = unset;
    state.decimals = 0;
    state.minimum = i32.MAX_VALUE;
    state.maximum = i32.MIN_VALUE;
    state.missing = 0;
    state.numbers = 0;
    state.texts = 0;
    state.booleans = 0;
    state.dates = 0;
    state.errors = 0;
    forgetTexts(state);
  }
  forgetCodes(columns);
  setFirstRow(batchFirst);
}
