import { closedFieldEnd } from './closed-field';
import { noteBlankLine } from './host';
import { isMissingField } from './read-cell';
import {
  batchRows,
  delimiter,
  expectedFields,
  fields,
  joinsRest,
  lineEnd,
  noteBeyond,
  placesRoom,
  quote,
  quoted,
  ragged,
  returnByte,
  setPlaces,
  usualFields,
} from './rules';
import { plainScannedTo, scanPlainRows } from './scan-plain-rows';

/** Where the row after those scanned last begins. */
let scanned: usize = 0;
/** Batches for which plain rows are not looked for, since there were few of them. */
let pause: i32 = 0;
const fewRows: i32 = 16;
const longPause: i32 = 16;

export function scannedTo(): usize {
  return scanned;
}

/**
 * Finds the fields of the next rows in `from`..`to`, which ends with a line break, and answers how many rows there are. Blank
 * lines are no rows. A row that goes on inside quotes beyond `to` waits for more bytes unless these are the last.
 */
export function scanRows(from: usize, to: usize, isLast: bool): i32 {
  if (pause > 0) pause--;
  else {
    const rows = scanPlainRows(from, to);
    if (rows < fewRows) pause = longPause;
    if (rows > 0) {
      scanned = plainScannedTo();
      return rows;
    }
  }
  return scanAnyRows(from, to, isLast);
}

/** Rows of any kind; sixteen bytes are looked at with each step. */
function scanAnyRows(from: usize, to: usize, isLast: bool): i32 {
  const allLines = i8x16.splat(<i8>lineEnd);
  const allDelimiters = i8x16.splat(<i8>delimiter);
  const allQuotes = i8x16.splat(<i8>quote);
  const quoteBits = quote < 0 ? 0 : 0xffff;
  const rowBytes = (<usize>fields + 1) << 2;
  setPlaces(placesRoom, rowBytes);
  let row = 0;
  let column = 0;
  let rowAt = placesRoom;
  let rowStart = from;
  let fieldStart = from;
  let mark: u32 = 0;
  let hasExtra = false;
  let place = from;
  store<u32>(rowAt, <u32>from - 1);
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
        if (closed < 0) {
          scanned = rowStart;
          return row;
        }
        mark = quoted;
        next = <usize>closed;
        marks = 0;
      } else if ((lines >> bit) & 1) {
        const hasReturn = at > fieldStart && <i32>load<u8>(at - 1) === returnByte;
        const end = hasReturn ? at - 1 : at;
        if (column === 0 && end === rowStart) {
          noteBlankLine(row);
          rowStart = fieldStart = at + 1;
          store<u32>(rowAt, <u32>at);
          continue;
        }
        if (column < fields) {
          store<u32>(rowAt + ((<usize>(column + 1)) << 2), <u32>end | mark);
          for (let rest = column + 2; rest <= fields; rest++) store<u32>(rowAt + ((<usize>rest) << 2), <u32>end);
        }
        if (column >= usualFields) hasExtra = hasExtra || !isMissingField(fieldStart, end, mark !== 0);
        if (hasExtra && column >= fields) noteBeyond();
        store<u8>(ragged + <usize>row, hasExtra || column + 1 < expectedFields ? 1 : 0);
        row++;
        rowStart = fieldStart = at + 1;
        if (row === batchRows) {
          scanned = rowStart;
          return row;
        }
        mark = 0;
        hasExtra = false;
        column = 0;
        rowAt += rowBytes;
        store<u32>(rowAt, <u32>at);
      } else {
        if (joinsRest && column === fields - 1) continue;
        if (column < fields) store<u32>(rowAt + ((<usize>(column + 1)) << 2), <u32>at | mark);
        if (column >= usualFields) hasExtra = hasExtra || !isMissingField(fieldStart, at, mark !== 0);
        column++;
        fieldStart = at + 1;
        mark = 0;
      }
    }
    place = next;
  }
  scanned = to;
  return row;
}
