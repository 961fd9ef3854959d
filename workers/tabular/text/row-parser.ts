import type { ColumnBuilder } from '../column-builder.ts';
import { cellKind } from '../segment.ts';
import { exactPowers } from './decimal-division.ts';
import { FieldStore, fieldMode } from './field-store.ts';
import { closedFieldEnd } from './quoted-field.ts';
import type { RowRules } from './row-rules.ts';

const quickDigits = 9; // as many as 32 bits hold, whatever they are
const carriageReturn = 13;
const minus = 45;
const zero = 48;

/**
 * The hot loop of reading text: cuts bytes into rows and fields and puts them into columns. Short numbers are read in
 * the loop itself, everything else in FieldStore. A field is quoted when its first byte is the quote; what follows its
 * closing quote up to the delimiter belongs to it; a quote that is never closed is a plain character. Blank lines are
 * no rows. Rows with too few fields, or with values beyond the last column, are kept and counted as ragged.
 */
export class RowParser {
  rows = 0;
  raggedRows = 0;
  readonly store: FieldStore;
  readonly #rules: RowRules;
  /** Per field; the last one stands for all fields beyond the table. */
  readonly #modes: Uint8Array;

  constructor(builders: readonly ColumnBuilder[], rules: RowRules) {
    this.#rules = rules;
    this.store = new FieldStore(builders, rules);
    this.#modes = this.store.modes;
  }

  /**
   * Reads the complete rows of `bytes[0..to]`, which end with a line break unless `isLast`, and gives how many bytes
   * they took; a row that goes on inside quotes waits for more bytes. One byte beyond `to` must be free.
   */
  parse(bytes: Uint8Array, to: number, isLast: boolean): number {
    const { delimiter, quote, lineEnd, expectedFields } = this.#rules;
    const decimal = this.#rules.decimal === ',' ? 44 : 46;
    const modes = this.#modes;
    const store = this.store;
    const { kinds, numbers } = store;
    const beyond = modes.length - 1;
    const returnByte = lineEnd === 10 ? carriageReturn : -1;
    const end = isLast && to > 0 && bytes[to - 1] !== lineEnd ? to + 1 : to;
    if (end > to) bytes[to] = lineEnd; // a last line without a break
    let row = this.rows;
    let place = 0;
    while (place < end) {
      const rowStart = place;
      let byte = bytes[place] as number;
      if (byte === lineEnd || (byte === returnByte && bytes[place + 1] === lineEnd)) {
        place += byte === lineEnd ? 1 : 2;
        continue;
      }
      if (row >= store.capacity) store.grow(row + 1);
      let field = 0;
      let fields = 1;
      store.hasExtraValues = false;
      for (;;) {
        const mode = modes[field] as number;
        const start = place;
        byte = bytes[place] as number;
        if (mode === fieldMode.any) {
          const isNegative = byte === minus;
          if (isNegative) byte = bytes[++place] as number;
          let digit = byte - zero;
          if (digit >>> 0 < 10) {
            const first = place;
            let mantissa = digit;
            byte = bytes[++place] as number;
            digit = byte - zero;
            while (digit >>> 0 < 10) {
              mantissa = (Math.imul(mantissa, 10) + digit) | 0;
              byte = bytes[++place] as number;
              digit = byte - zero;
            }
            const integerDigits = place - first;
            let fraction = 0;
            if (byte === decimal) {
              byte = bytes[++place] as number;
              digit = byte - zero;
              while (digit >>> 0 < 10) {
                mantissa = (Math.imul(mantissa, 10) + digit) | 0;
                byte = bytes[++place] as number;
                digit = byte - zero;
              }
              fraction = place - first - integerDigits - 1;
            }
            if (byte === returnByte && bytes[place + 1] === lineEnd) byte = bytes[++place] as number;
            const isEnd = byte === delimiter || byte === lineEnd;
            if (isEnd && integerDigits + fraction <= quickDigits && (integerDigits === 1 || bytes[first] !== zero)) {
              const value = mantissa / (exactPowers[fraction] as number);
              const column = numbers[field] as Float64Array;
              if (row < column.length) column[row] = isNegative ? -value : value;
              else store.firstNumber(field, row, isNegative ? -value : value);
              (kinds[field] as Uint8Array)[row] = cellKind.number;
              place++;
              if (byte === lineEnd) break;
              fields++;
              if (field < beyond) field++;
              continue;
            }
          }
          place = start;
          byte = bytes[place] as number;
        }
        if (byte === quote) {
          const closed = closedFieldEnd(bytes, start, end, quote, delimiter, lineEnd, isLast);
          if (closed < 0) {
            this.rows = row;
            return rowStart;
          }
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
      if (fields < expectedFields || store.hasExtraValues) this.raggedRows++;
      row++;
    }
    this.rows = row;
    return Math.min(place, to);
  }
}
