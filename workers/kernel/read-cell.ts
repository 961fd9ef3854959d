import { unquote } from './closed-field';
import { ColumnState } from './column-state';
import { parseCell } from './host';
import { isId, isNumber, parsed, parsedDecimals, parsedWhole, parseNumber, setParsed, unsure } from './parse-number';
import { putDay, putDouble, putMissing, putScaled, putText } from './put-cell';
import {
  date,
  hostValue,
  idText,
  missing,
  number,
  quote,
  starts,
  startsNumber,
  startsText,
  text,
  wordEnds,
  wordLengths,
} from './rules';
import { roomFor } from './scratch-room';

/** The bytes of a field with its quotes, without them: from `scratch` on, or in place. Sets `bareFrom` and `bareTo`. */
let bareFrom: usize = 0;
let bareTo: usize = 0;

function takeQuotesOff(from: usize, to: usize): void {
  bareFrom = from + 1;
  bareTo = bareFrom;
  if (to - from < 2) return;
  let place = from + 1;
  while (<i32>load<u8>(place) !== quote) place++;
  if (place === to - 1) {
    bareTo = place;
    return;
  }
  bareFrom = roomFor(to - from);
  bareTo = bareFrom + <usize>unquote(from, to, bareFrom);
}

/** Reads any cell, whatever it holds, into the row `row` of a column. */
export function readCell(state: ColumnState, row: i32, fieldFrom: usize, fieldTo: usize, isQuoted: bool): void {
  let from = fieldFrom;
  let to = fieldTo;
  if (isQuoted) {
    takeQuotesOff(from, to);
    from = bareFrom;
    to = bareTo;
  }
  if (<isize>(to - from) <= 0) return putMissing(state, row);
  const kind = kindOf(from, to);
  if (kind === missing) return putMissing(state, row);
  if (kind === idText) state.ids++;
  if (kind === text || kind === idText || state.isText !== 0) return putText(state, row, from, to);
  if (kind === number && parsedDecimals >= 0) return putScaled(state, row, parsedWhole, parsedDecimals);
  if (kind === date && dayNumber !== i32.MIN_VALUE) return putDay(state, row, dayNumber);
  putDouble(state, row, kind === number ? parsed : load<f64>(hostValue), kind);
}

/** Whether a field that is no part of the table holds nothing. */
export function isMissingField(from: usize, to: usize, isQuoted: bool): bool {
  let begin = from;
  let end = to;
  if (isQuoted) {
    takeQuotesOff(from, to);
    begin = bareFrom;
    end = bareTo;
  }
  return <isize>(end - begin) <= 0 || kindOf(begin, end) === missing;
}

let dayNumber: i32 = 0;

/** The kind of a cell. Leaves a number in `parsed`…, a day in `dayNumber`, other values in `hostValue`. */
function kindOf(from: usize, to: usize): i32 {
  const start = load<u8>(starts + <usize>load<u8>(from));
  if (start === startsText) return text;
  const last = <usize>load<u8>(to - 1);
  const length = <i32>(to - from);
  let isAsked = start !== startsNumber || last === 32 || last === 9;
  if (start === startsNumber && !isAsked) {
    if (length === 10) {
      dayNumber = dayAt(from);
      if (dayNumber !== i32.MIN_VALUE) return date;
    }
    const outcome = parseNumber(from, to);
    if (outcome === isNumber) return number;
    if (outcome === isId) return idText;
    const fifth = length > 4 ? load<u8>(from + 4) : 0;
    isAsked = outcome === unsure || fifth === 45 || fifth === 47;
  }
  if (start !== startsNumber || !isAsked) {
    const first = <usize>load<u8>(from);
    const isSpaced = first === 32 || first === 9 || last === 32 || last === 9;
    const isSign = first === 43 || first === 44 || first === 46;
    const isWord =
      length < 32 && (load<u32>(wordLengths + (first << 2)) >> length) & 1 && load<u8>(wordEnds + last) === 1;
    if (!isWord && !isSpaced && !isSign) return text;
  }
  const kind = parseCell(from, to, hostValue);
  setParsed(load<f64>(hostValue));
  dayNumber = i32.MIN_VALUE;
  return kind;
}

/** Days before each month of a year that is no leap year. */
const daysBefore: StaticArray<i32> = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** The day of ten bytes such as 2024-03-05 or 2024/03/05, counted from 1970-01-01; the least of all numbers for others. */
export function dayAt(from: usize): i32 {
  const head = load<u64>(from);
  const tail = load<u64>(from, 2);
  const sign = (head >> 32) & 0xff;
  if ((sign !== 45 && sign !== 47) || sign !== head >> 56) return i32.MIN_VALUE;
  // YYYY then MM, DD: eight digits side by side.
  const year = head & 0xffffffff;
  const month = ((head >> 40) & 0xffff) << 32;
  const digits = (year | month | ((tail >> 48) << 48)) ^ 0x3030303030303030;
  if (((digits + 0x7676767676767676) | digits) & 0x8080808080808080) return i32.MIN_VALUE;
  const pairs = digits * 10 + (digits >> 8);
  const century = <i32>(pairs & 0xff);
  const y = century * 100 + <i32>((pairs >> 16) & 0xff);
  const m = <i32>((pairs >> 32) & 0xff);
  const d = <i32>((pairs >> 48) & 0xff);
  if (m < 1 || m > 12 || d < 1) return i32.MIN_VALUE;
  const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const before = unchecked(daysBefore[m - 1]);
  const length = unchecked(daysBefore[m]) - before + (m === 2 && isLeap ? 1 : 0);
  if (d > length) return i32.MIN_VALUE;
  const past = y + 399; // 400 years more than the years before, so that nothing is negative: 146,097 days
  const leapDays = past / 4 - past / 100 + past / 400;
  return past * 365 + leapDays + before + (m > 2 && isLeap ? 1 : 0) + d - 719163 - 146097;
}
