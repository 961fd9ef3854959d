import { maximumColumns, maximumRows } from './cell-sink.ts';
import { byte, isSpace } from './xml-bytes.ts';

/** Types of cells as `t` names them; `str` and `inlineStr` both hold text. */
export const cellType = { number: 0, shared: 1, text: 2, boolean: 3, error: 4, isoDate: 5 } as const;

/** What the start tag of a cell or of a row says. One is kept and filled again for each tag. */
export class CellTag {
  /** 0-based; -1 when not given. */
  column = -1;
  /** 0-based; -1 when not given. From the reference of a cell only when `needsRow`. */
  row = -1;
  style = 0;
  type: number = cellType.number;
  isEmpty = false;
  /** A reference that cannot be. */
  isDamaged = false;

  /**
   * Reads the attributes from `from`, which is behind the name. Gives the place behind the `>`; -1 when the tag ends
   * beyond `end`.
   */
  read(bytes: Uint8Array, from: number, end: number, isRow: boolean, needsRow: boolean): number {
    this.column = -1;
    this.row = -1;
    this.style = 0;
    this.type = cellType.number;
    this.isEmpty = false;
    for (let at = from; at < end; at++) {
      const value = bytes[at] as number;
      if (value === byte.greater) return at + 1;
      if (value === byte.slash) {
        this.isEmpty = true;
        continue;
      }
      if (isSpace(value)) continue;
      const nameStart = at;
      while (at < end && bytes[at] !== byte.equals && !isSpace(bytes[at] as number) && bytes[at] !== byte.greater) at++;
      const nameLength = at - nameStart;
      while (at < end && bytes[at] !== byte.quote && bytes[at] !== byte.apostrophe && bytes[at] !== byte.greater) at++;
      const quote = bytes[at] as number;
      if (at >= end) return -1;
      if (quote === byte.greater) {
        this.isDamaged = true;
        return at + 1;
      }
      const valueStart = ++at;
      while (at < end && bytes[at] !== quote) at++;
      if (at >= end) return -1;
      if (nameLength !== 1) continue;
      if (value === byte.lowerR) {
        if (isRow) this.#readRow(bytes, valueStart, at);
        else this.#readReference(bytes, valueStart, at, needsRow);
      } else if (value === byte.lowerS) this.style = wholeNumber(bytes, valueStart, at);
      else if (value === byte.lowerT) this.type = typeOf(bytes, valueStart, at);
    }
    return -1;
  }

  #readReference(bytes: Uint8Array, from: number, to: number, needsRow: boolean): void {
    let column = 0;
    let at = from;
    for (; at < to; at++) {
      const letter = ((bytes[at] as number) | 0x20) - 0x60;
      if (letter < 1 || letter > 26 || column > maximumColumns) break;
      column = column * 26 + letter;
    }
    if (column < 1 || column > maximumColumns) this.isDamaged = true;
    this.column = column - 1;
    if (needsRow) this.#readRow(bytes, at, to);
  }

  #readRow(bytes: Uint8Array, from: number, to: number): void {
    this.row = wholeNumber(bytes, from, to) - 1;
    if (this.row < 0 || this.row >= maximumRows) this.isDamaged = true;
  }
}

/** The whole number in `bytes[from..to]`; -1 when it is none or too large to be one. */
export function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 9) return -1;
  let number = from < to ? 0 : -1;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - byte.zero;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function typeOf(bytes: Uint8Array, from: number, to: number): number {
  switch (bytes[from]) {
    case byte.lowerS:
      return to - from === 1 ? cellType.shared : cellType.text;
    case byte.lowerI:
      return cellType.text;
    case 0x62:
      return cellType.boolean;
    case byte.lowerE:
      return cellType.error;
    case 0x64:
      return cellType.isoDate;
    default:
      return cellType.number;
  }
}
