import { behindFormula, typeAt, typeBoolean, typeError, typeInline, typeNumber, typeShared } from './cell-markup';
import { beginOfText, endOfText, resolvedLength, resolveText } from './scan-text';
import { roomFor } from './scratch-room';
import {
  batchIsFull,
  besideTable,
  isSharedValue,
  meaningOf,
  passCell,
  placeCell,
  putBoolean,
  putBytes,
  putDecimal,
  putNumber,
  putSerial,
  putShared,
} from './sheet-cells';
import {
  isNegativeNumber,
  isShortNumber,
  nearestNumber,
  parseSheetNumber,
  sheetDecimals,
  sheetWhole,
} from './sheet-number';
import { column, noteRagged, row, setPlace } from './sheet-state';

/** Why `scanCells` stopped: at something the host must read, at a full batch, at a cell out of order. */
const forHost: i32 = 0;
const forBatch: i32 = 1;
const forOrder: i32 = 2;

let stopped: i32 = forHost;

export function scanStop(): i32 {
  return stopped;
}

/** The first bytes of tags, as they lie in memory. */
const cellStart: u32 = 0x633c; // <c
const endStart: u32 = 0x2f3c; // </
const rowStart: u32 = 0x776f723c; // <row
const valueStart: u32 = 0x003e763c; // <v>
const valueCellEnd: u64 = 0x3e632f3c3e762f3c; // </v></c>
const cellEnd: u32 = 0x3e632f3c; // </c>
const isStart: u32 = 0x3e73693c; // <is>

/**
 * Reads the rows and cells from `from` on, as long as they have the forms in which nearly all programs write them, and answers
 * where it stopped: before a tag, whose cell has left no trace. Zeros stand behind `to`.
 */
export function scanCells(from: usize, to: usize): usize {
  let at = from;
  stopped = forHost;
  while (at < to) {
    const first = load<u32>(at);
    if ((first & 0xffff) === cellStart) {
      const next = readCellTag(at + 2);
      if (next === 0) return at;
      at = next;
    } else if (first === rowStart) {
      const next = readRowTag(at + 4);
      if (next === 0) return at;
      at = next;
    } else if ((first & 0xffff) === endStart) {
      if (load<u32>(at, 2) !== 0x3e776f72) return at; // row>
      at += 6;
    } else if ((first & 0xff) - 1 < 32) at++;
    else return at;
  }
  return at;
}

/** Reads `<row r="7" …>` or `<row r="7" …/>` from behind its name; 0 where it has another form. */
function readRowTag(from: usize): usize {
  let at = from;
  if (load<u32>(at) !== 0x223d7220) return 0; // ·r="
  at += 4;
  let number = 0;
  let digit = <u32>load<u8>(at) - 48;
  while (digit <= 9 && number < 100000000) {
    number = number * 10 + digit;
    digit = <u32>load<u8>(++at) - 48;
  }
  if (digit !== <u32>-14 || number === 0 || number > 1048576) return 0; // "
  at++;
  // The rest of the tag: its attributes hold no `>`, unless in quotes, and then the host reads it.
  let byte = load<u8>(at);
  let quotes = 0;
  while (byte !== 62 && byte !== 60 && byte !== 0 && byte !== 39) {
    quotes += byte === 34 ? 1 : 0;
    byte = load<u8>(++at);
  }
  if (byte !== 62 || (quotes & 1) !== 0) return 0;
  if (number - 1 <= row) {
    stopped = forOrder;
    return 0;
  }
  setPlace(number - 1, -1);
  return at + 1;
}

/** Reads a cell from behind `<c`; answers the place behind it, 0 where it has another form or cannot be taken. */
function readCellTag(from: usize): usize {
  let at = from;
  let style = 0;
  let type = typeNumber;
  let cellColumn = column + 1;
  while (true) {
    const head = load<u32>(at);
    if ((head & 0xff) !== 32) break;
    if (head >>> 16 !== 0x223d) return 0; // ="
    const name = (head >>> 8) & 0xff;
    at += 4;
    if (name === 114) {
      // r
      cellColumn = 0;
      let letter = <u32>load<u8>(at) - 64;
      while (letter - 1 < 26 && cellColumn < 1000) {
        cellColumn = cellColumn * 26 + letter;
        letter = <u32>load<u8>(++at) - 64;
      }
      if (cellColumn === 0) return 0;
      cellColumn--;
      let digit = letter + 16;
      while (digit <= 9) digit = <u32>load<u8>(++at) - 48;
      if (digit !== <u32>-14) return 0;
    } else if (name === 115) {
      // s
      let digit = <u32>load<u8>(at) - 48;
      while (digit <= 9 && style < 100000000) {
        style = style * 10 + digit;
        digit = <u32>load<u8>(++at) - 48;
      }
      if (digit !== <u32>-14) return 0;
    } else if (name === 116) {
      // t
      type = typeAt(at);
      if (type < 0) return 0;
      while (load<u8>(at) !== 34) at++;
    } else return 0;
    at++;
  }
  if (load<u16>(at) === 0x3e2f) return passCell(cellColumn) ? at + 2 : outOfOrder(); // />
  if (load<u8>(at) !== 62) return 0;
  at++;
  if (load<u16>(at) === 0x663c) {
    at = behindFormula(at); // <f
    if (at === 0) return 0;
  }
  const head = load<u32>(at);
  if ((head & 0xffffff) === valueStart) return readValue(at + 3, cellColumn, type, style);
  if (head === isStart && type === typeInline) return readInline(at + 4, cellColumn);
  if (head === cellEnd) return passCell(cellColumn) ? at + 4 : outOfOrder();
  return 0;
}

function outOfOrder(): usize {
  stopped = forOrder;
  return 0;
}

/** Reads what stands behind `<v>`. */
function readValue(from: usize, cellColumn: i32, type: i32, style: i32): usize {
  if (type === typeNumber) return readNumber(from, cellColumn, style);
  if (type === typeShared) {
    const end = parseSheetNumber(from);
    if (end === 0 || load<u64>(end) !== valueCellEnd) return 0;
    if (isNegativeNumber || sheetDecimals > 0 || sheetWhole > 0x7fffffff) return 0;
    const index = <i32>sheetWhole;
    const place = placeCell(row, cellColumn);
    if (place >= 0) putShared(place, index);
    else if (place === besideTable && isSharedValue(index)) noteRagged();
    return place > batchIsFull ? end + 8 : refused(place);
  }
  const end = readText(from);
  if (end === 0 || load<u64>(end) !== valueCellEnd) return 0;
  if (textFrom === textTo) return passCell(cellColumn) ? end + 8 : outOfOrder();
  const place = placeCell(row, cellColumn);
  if (place <= batchIsFull) return refused(place);
  if (place === besideTable) noteRagged();
  if (place < 0) return end + 8;
  if (type === typeBoolean) {
    const byte = load<u8>(textFrom);
    putBoolean(place, byte === 49 || byte === 116);
  } else putBytes(place, textFrom, textTo, type === typeError);
  return end + 8;
}

/** Of the text read last. */
let textFrom: usize = 0;
let textTo: usize = 0;

/** Reads the text from `from` on; answers the place behind it, 0 where the host must read it. */
function readText(from: usize): usize {
  const end = endOfText(from);
  if (end !== 0) {
    textFrom = from;
    textTo = end;
    return end;
  }
  const behind = behindText(from);
  if (behind === 0) return 0;
  const room = roomFor(behind - from);
  const resolved = resolveText(from, room);
  textFrom = room;
  textTo = room + <usize>resolvedLength();
  return resolved;
}

/** Where the next `<` stands; 0: there is none. */
function behindText(from: usize): usize {
  let at = from;
  let byte = load<u8>(at);
  while (byte !== 60 && byte !== 0) byte = load<u8>(++at);
  return byte === 60 ? at : 0;
}

function refused(place: i32): usize {
  stopped = place === batchIsFull ? forBatch : forOrder;
  return 0;
}

function readNumber(from: usize, cellColumn: i32, style: i32): usize {
  const end = parseSheetNumber(from);
  if (end === 0 || load<u64>(end) !== valueCellEnd) return 0;
  const meaning = meaningOf(style);
  const isShort = isShortNumber();
  let value: f64 = 0;
  if (!isShort || meaning !== 0) {
    value = nearestNumber();
    if (Number.isNaN(value)) return 0;
  }
  const place = placeCell(row, cellColumn);
  if (place <= batchIsFull) return refused(place);
  if (place === besideTable) noteRagged();
  if (place >= 0) {
    if (meaning !== 0) putSerial(place, value, meaning);
    else if (isShort) putDecimal(place, <i64>sheetWhole, sheetDecimals, isNegativeNumber);
    else putNumber(place, value);
  }
  return end + 8;
}

/** Reads what stands behind `<is>`: one `<t>`. */
function readInline(from: usize, cellColumn: i32): usize {
  const begin = beginOfText(from);
  if (begin === 0) return 0;
  const end = readText(begin);
  // </t></is></c>
  if (end === 0 || load<u64>(end) !== 0x73692f3c3e742f3c || load<u8>(end, 8) !== 62) return 0;
  if (load<u32>(end, 9) !== cellEnd) return 0;
  if (textFrom === textTo) return passCell(cellColumn) ? end + 13 : outOfOrder();
  const place = placeCell(row, cellColumn);
  if (place <= batchIsFull) return refused(place);
  if (place === besideTable) noteRagged();
  if (place >= 0) putBytes(place, textFrom, textTo, false);
  return end + 13;
}
