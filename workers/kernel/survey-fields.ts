import { closedFieldEnd } from './closed-field';
import { allocate } from './memory';
import { delimiter, lineEnd, quote, returnByte } from './rules';

/** Fields of a row that are looked at. */
const mostFields: i32 = 16_384;
/** A byte for each field: 1 where a row has a value in it. */
let used: usize = 0;
let fieldsUsed: i32 = 0;

/** Begins a survey; gives where its answer will stand. */
export function startSurvey(): usize {
  used = allocate(mostFields);
  memory.fill(used, 0, mostFields);
  fieldsUsed = 0;
  return used;
}

/** One more than the last field with a value. */
export function surveyedFields(): i32 {
  return fieldsUsed;
}

/**
 * Notes which fields of the rows in `from`..`to`, which ends with a line break, hold a value. Gives where the row begins that
 * goes on inside quotes beyond `to`; else `to`. Sixteen bytes are looked at with each step, as in scan-rows.ts.
 */
export function surveyFields(from: usize, to: usize, isLast: bool): usize {
  const allLines = i8x16.splat(<i8>lineEnd);
  const allDelimiters = i8x16.splat(<i8>delimiter);
  const allQuotes = i8x16.splat(<i8>quote);
  const quoteBits = quote < 0 ? 0 : 0xffff;
  let column: usize = 0;
  let rowStart = from;
  let fieldStart = from;
  let place = from;
  while (place < to) {
    const block = v128.load(place);
    const lines = i8x16.bitmask(i8x16.eq(block, allLines));
    const quotes = i8x16.bitmask(i8x16.eq(block, allQuotes)) & quoteBits;
    let marks = lines | quotes | i8x16.bitmask(i8x16.eq(block, allDelimiters));
    if (to - place < 16) marks &= (1 << ((to - place) as i32)) - 1;
    let next = place + 16;
    while (marks !== 0) {
      const bit = ctz(marks);
      const at = place + bit;
      marks &= marks - 1;
      if ((quotes >> bit) & 1) {
        if (at !== fieldStart) continue;
        const closed = closedFieldEnd(at, to, isLast);
        if (closed === 0) continue;
        if (closed < 0) return rowStart;
        next = <usize>closed;
        marks = 0;
        continue;
      }
      if (column < <usize>mostFields && load<u8>(used + column) === 0 && !isBlank(fieldStart, at)) {
        store<u8>(used + column, 1);
        fieldsUsed = max(fieldsUsed, <i32>column + 1);
      }
      fieldStart = at + 1;
      column++;
      if ((lines >> bit) & 1) {
        rowStart = fieldStart;
        column = 0;
      }
    }
    place = next;
  }
  return to;
}

/** Whether nothing stands there but blanks, quotes and the return before a line end. */
function isBlank(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) {
    const byte = <i32>load<u8>(at);
    if (byte !== 32 && byte !== 9 && byte !== quote && byte !== returnByte) return false;
  }
  return true;
}
