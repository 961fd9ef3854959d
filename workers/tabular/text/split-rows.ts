import { quotedFieldLimit } from './quoted-field-limit.ts';

/** A field's place in the sample, quotes included. */
export interface FieldRange {
  readonly from: number;
  readonly to: number;
  readonly isQuoted: boolean;
}

export interface SplitRow {
  /** Where the row begins, in units of the sample. */
  readonly start: number;
  /** Empty for a blank line. */
  readonly fields: readonly FieldRange[];
}

export interface SplitRules {
  readonly delimiter: number;
  /** −1: none. */
  readonly quote: number;
  /** The last unit of a line break: 10, or 13 where lines end with CR alone. */
  readonly lineEnd: number;
  /** Bytes from 0x81 on take the next one with them (GB18030, Big5). */
  readonly isDoubleByte: boolean;
}

/**
 * Rows of a sample, at most `maximumRows`, by the same rules as the reader of whole files (kernel/scan-rows.ts): a field is
 * quoted when its first character is the quote; what follows its closing quote belongs to it; a quote that is never
 * closed is a plain character. The last row is left out when the sample ends inside it (`isWhole` false).
 */
export function splitRows(
  units: Uint8Array | Uint16Array,
  start: number,
  rules: SplitRules,
  maximumRows: number,
  isWhole: boolean,
): SplitRow[] {
  const { quote, lineEnd, isDoubleByte } = rules;
  const length = units.length;
  const rows: SplitRow[] = [];
  const fieldEnd = isDoubleByte ? stepper(units, rules) : finder(units, rules);
  let position = start;
  while (position < length && rows.length < maximumRows) {
    const rowStart = position;
    const fields: FieldRange[] = [];
    let isEnded = false;
    while (!isEnded) {
      const from = position;
      let isQuoted = false;
      if (quote >= 0 && units[position] === quote) {
        const close = closingQuote(units, position, quote, isWhole);
        if (close >= 0) {
          isQuoted = true;
          position = close + 1;
        } else position++;
      }
      position = fieldEnd(position);
      isEnded = position >= length || units[position] === lineEnd;
      const hasReturn = isEnded && lineEnd === 10 && position > from && units[position - 1] === 13;
      fields.push({ from, to: Math.min(length, hasReturn ? position - 1 : position), isQuoted });
      if (position >= length && !isWhole) return rows;
      position++;
    }
    const only = fields.length === 1 ? fields[0] : undefined;
    rows.push({ start: rowStart, fields: only && only.from === only.to ? [] : fields });
  }
  return rows;
}

/** Gives where the field that is at a place ends, character by character. */
function stepper(units: Uint8Array | Uint16Array, { delimiter, lineEnd }: SplitRules): (from: number) => number {
  return (from) => {
    let position = from;
    while (position < units.length && units[position] !== delimiter && units[position] !== lineEnd) {
      position += (units[position] as number) >= 0x81 ? 2 : 1;
    }
    return position;
  };
}

/** The same for places that never go back, by looking for the next of either sign: a loop over characters would first be slow. */
function finder(units: Uint8Array | Uint16Array, { delimiter, lineEnd }: SplitRules): (from: number) => number {
  const next = (sign: number, from: number) => {
    // A Buffer would look for the lowest byte of a larger sign.
    const found = sign > 255 && units instanceof Uint8Array ? -1 : units.indexOf(sign, from);
    return found < 0 ? units.length : found;
  };
  let nextDelimiter = -1;
  let nextLineEnd = -1;
  return (from) => {
    // Beyond the end, as after a quote that ends it.
    if (from >= units.length) return from;
    if (nextDelimiter < from) nextDelimiter = next(delimiter, from);
    if (nextLineEnd < from) nextLineEnd = next(lineEnd, from);
    return Math.min(nextDelimiter, nextLineEnd);
  };
}

/** Where the quoted field that opens at `open` is closed; −1: nowhere, so that its quote is a plain character. */
function closingQuote(units: Uint8Array | Uint16Array, open: number, quote: number, isWhole: boolean): number {
  const limit = Math.min(units.length, open + quotedFieldLimit);
  for (let index = open + 1; index < limit; index++) {
    if (units[index] !== quote) continue;
    if (units[index + 1] !== quote) return index;
    index++;
  }
  return isWhole || limit === open + quotedFieldLimit ? -1 : units.length;
}
