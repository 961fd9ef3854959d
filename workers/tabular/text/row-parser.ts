import { cellKind } from '../segment.ts';
import { exactPowers } from './decimal-division.ts';
import { FieldStore, fieldMode } from './field-store.ts';
import { closedFieldEnd } from './quoted-field.ts';
import type { RowRules } from './row-rules.ts';
import type { TableColumns } from './table-columns.ts';

const noBytes = new Uint8Array(0);
const quickDigits = 9; // as many as 32 bits hold, whatever they are
const carriageReturn = 13;
const minus = 45;
const zero = 48;
/** Divisors by count of decimals; from `negative` on for numbers with a minus (−0 keeps its sign). */
const negative = 16;
const divisors = Float64Array.from({ length: 2 * negative }, (_, index) =>
  index < negative ? (exactPowers[index] as number) : -(exactPowers[index - negative] as number),
);
const powersToFour = Int32Array.of(1, 10, 100, 1000, 10_000);

/**
 * The hot loop of reading text: cuts bytes into rows and fields and puts them into columns. Short numbers are read in
 * the loop itself, four digits at a time, everything else in FieldStore. A field is quoted when its first byte is the
 * quote; what follows its closing quote up to the delimiter belongs to it; a quote that is never closed is a plain
 * character. Blank lines are no rows. Rows with too few fields, or with values beyond the last column, are kept and
 * counted as ragged.
 */
export class RowParser {
  rows = 0;
  raggedRows = 0;
  readonly store: FieldStore;
  readonly #columns: TableColumns;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #lineEnd: number;
  readonly #returnByte: number;
  readonly #decimal: number;
  readonly #expectedFields: number;
  #bytes: Uint8Array = noBytes;
  #view: DataView = new DataView(noBytes.buffer);

  constructor(columns: TableColumns, rules: RowRules) {
    this.#columns = columns;
    this.#delimiter = rules.delimiter;
    this.#quote = rules.quote;
    this.#lineEnd = rules.lineEnd;
    this.#returnByte = rules.lineEnd === 10 ? carriageReturn : -1;
    this.#decimal = rules.decimal === ',' ? 44 : 46;
    this.#expectedFields = rules.expectedFields;
    this.store = new FieldStore(columns, rules);
  }

  /**
   * Reads the complete rows of `bytes[0..to]`, which end with a line break unless `isLast`, and gives how many bytes
   * they took; a row that goes on inside quotes waits for more bytes. Eight bytes beyond `to` must be free.
   */
  parse(bytes: Uint8Array, to: number, isLast: boolean): number {
    const lineEnd = this.#lineEnd;
    const returnByte = this.#returnByte;
    const columns = this.#columns;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    const end = isLast && to > 0 && bytes[to - 1] !== lineEnd ? to + 1 : to;
    if (end > to) bytes[to] = lineEnd; // a last line without a break
    let place = 0;
    while (place < end) {
      const byte = bytes[place] as number;
      if (byte === lineEnd || (byte === returnByte && bytes[place + 1] === lineEnd)) {
        place += byte === lineEnd ? 1 : 2;
        continue;
      }
      if (this.rows >= columns.capacity) {
        columns.grow(this.rows + 1);
        this.store.columnsMoved();
      }
      const next = this.#readRow(bytes, place, end, isLast);
      if (next < 0) return place;
      this.rows++;
      place = next;
    }
    return place < to ? place : to;
  }

  /** Reads one row and gives the place after it; −1: the bytes end before it can be told where it ends. */
  #readRow(bytes: Uint8Array, from: number, end: number, isLast: boolean): number {
    const row = this.rows;
    const view = this.#view;
    const delimiter = this.#delimiter;
    const lineEnd = this.#lineEnd;
    const returnByte = this.#returnByte;
    const decimal = this.#decimal;
    const quote = this.#quote;
    const store = this.store;
    const { modes, numberPlaces } = store;
    const { kinds, numbers } = this.#columns;
    const beyond = modes.length - 1;
    let place = from;
    let field = 0;
    let fields = 1;
    store.hasExtraValues = false;
    for (;;) {
      const start = place;
      let byte = bytes[place] as number;
      const isNegative = ((byte ^ minus) - 1) >>> 31; // 1 or 0, since a branch would be guessed wrong half the time
      place += isNegative;
      byte = bytes[place] as number;
      if ((byte - zero) >>> 0 < 10 && modes[field] === fieldMode.any) {
        const word = view.getInt32(place, true) ^ 0x30303030;
        const others = ((word + 0x76767676) | word) & 0x80808080; // the first bit set ends the digits
        let digits = others === 0 ? 4 : (31 - Math.clz32(others & (0 - others))) >> 3;
        let mantissa = fourDigits(word << ((4 - digits) << 3));
        place += digits;
        byte = bytes[place] as number;
        if (digits === 4) {
          while ((byte - zero) >>> 0 < 10) {
            mantissa = (Math.imul(mantissa, 10) + byte - zero) | 0;
            byte = bytes[++place] as number;
            digits++;
          }
        }
        const hasLeadingZero = digits > 1 && (word & 0xff) === 0;
        let decimals = 0;
        if (byte === decimal) {
          const fraction = view.getInt32(++place, true) ^ 0x30303030;
          const rest = ((fraction + 0x76767676) | fraction) & 0x80808080;
          decimals = rest === 0 ? 4 : (31 - Math.clz32(rest & (0 - rest))) >> 3;
          if (decimals > 0) {
            const tail = fourDigits(fraction << ((4 - decimals) << 3));
            mantissa = (Math.imul(mantissa, powersToFour[decimals] as number) + tail) | 0;
          }
          place += decimals;
          byte = bytes[place] as number;
          if (decimals === 4) {
            while ((byte - zero) >>> 0 < 10) {
              mantissa = (Math.imul(mantissa, 10) + byte - zero) | 0;
              byte = bytes[++place] as number;
              decimals++;
            }
          }
        }
        if (byte === returnByte && bytes[place + 1] === lineEnd) byte = bytes[++place] as number;
        const isEnd = byte === delimiter || byte === lineEnd;
        if (isEnd && digits + decimals <= quickDigits && !hasLeadingZero) {
          const value = mantissa / (divisors[decimals + isNegative * negative] as number);
          const base = numberPlaces[field] as number;
          if (base >= 0) {
            numbers[base + row] = value;
            kinds[base + row] = cellKind.number;
          } else store.putNumber(field, row, value, cellKind.number);
          place++;
          if (byte === lineEnd) break;
          fields++;
          if (field < beyond) field++;
          continue;
        }
      }
      place = start;
      byte = bytes[place] as number;
      if (byte === quote) {
        const closed = closedFieldEnd(bytes, start, end, quote, delimiter, lineEnd, isLast);
        if (closed < 0) return -1;
        if (closed > 0) {
          place = closed;
          byte = bytes[place] as number;
          const hasReturn = byte === lineEnd && bytes[place - 1] === returnByte;
          store.putQuoted(field, row, bytes, start, hasReturn ? place - 1 : place, quote);
          place++;
          if (byte === lineEnd) break;
          fields++;
          if (field < beyond) field++;
          continue;
        }
      }
      while (byte !== delimiter && byte !== lineEnd) byte = bytes[++place] as number;
      const fieldEnd = byte === lineEnd && bytes[place - 1] === returnByte ? place - 1 : place;
      if (fieldEnd > start) store.put(field, row, bytes, start, fieldEnd);
      place++;
      if (byte === lineEnd) break;
      fields++;
      if (field < beyond) field++;
    }
    if (fields < this.#expectedFields || store.hasExtraValues) this.raggedRows++;
    return place;
  }
}

/** The number that four digits write, one in each byte, the first in the lowest. */
function fourDigits(word: number): number {
  const pairs = (Math.imul(word, 10) + (word >>> 8)) & 0x00ff00ff;
  return Math.imul(pairs & 0xff, 100) + (pairs >>> 16);
}
