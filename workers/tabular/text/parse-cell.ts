import { timeOfParts } from '../date-text.ts';
import { cellKind } from '../segment.ts';
import { NumberParser } from './parse-number.ts';

/** Beside the kinds of `cellKind`: a text of digits that a number would damage (007, 17 digits, +8613800000000). */
export const idText = 6;

const wordKinds = new Map<string, number>();
for (const word of ['true', 'True', 'TRUE', 'false', 'False', 'FALSE']) wordKinds.set(word, cellKind.boolean);
for (const word of ['inf', 'Inf', 'Infinity', '-inf', '-Inf', '-Infinity']) wordKinds.set(word, cellKind.number);
/** By first byte: the lengths (a bit each) those words have; by last byte: whether one ends so. */
const wordLengths = new Uint32Array(256);
const endsWord = new Uint8Array(256);
for (const word of wordKinds.keys()) {
  const first = word.charCodeAt(0);
  wordLengths[first] = (wordLengths[first] as number) | (1 << word.length);
  endsWord[word.charCodeAt(word.length - 1)] = 1;
}

/** The same for the kernel, which asks for such words only. */
export const wordShapes = { lengths: wordLengths, ends: endsWord } as const;

/**
 * Tells what a cell of a text file holds from its bytes (UTF-8, or any encoding that agrees with it in ASCII). Numbers
 * are those in plain notation, dates those that begin with the year (in others the order of day and month is a guess),
 * booleans the words true and false. Everything else is text, words for missing too: what they mean depends on the column.
 */
export class CellParser {
  /** Of the cell parsed last: the number, 1 or 0, or milliseconds since 1970-01-01 UTC. */
  value = 0;
  readonly #numbers: NumberParser;
  constructor(decimal: '.' | ',') {
    this.#numbers = new NumberParser(decimal);
  }

  /** One of `cellKind` or `idText` for `bytes[from..to]`; spaces around the cell are not looked at. */
  parse(bytes: Uint8Array, from: number, to: number): number {
    let start = from;
    let end = to;
    while (start < end && isSpace(bytes[start] as number)) start++;
    while (end > start && isSpace(bytes[end - 1] as number)) end--;
    if (start === end) return cellKind.missing;
    const first = bytes[start] as number;
    if ((first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46 || first === 44) {
      const outcome = this.#numbers.parse(bytes, start, end);
      if (outcome === 'number') {
        this.value = this.#numbers.value;
        return cellKind.number;
      }
      if (outcome === 'id') return idText;
      const fifth = bytes[start + 4];
      if ((fifth === 45 || fifth === 47) && this.#parseDateParts(bytes, start, end)) return cellKind.date;
    }
    const length = end - start;
    const isWord = length < 32 && ((wordLengths[first] as number) >> length) & 1 && endsWord[bytes[end - 1] as number];
    return isWord ? this.#parseWord(bytes, start, end) : cellKind.text;
  }

  #parseWord(bytes: Uint8Array, from: number, to: number): number {
    let word = '';
    for (let index = from; index < to; index++) word += String.fromCharCode(bytes[index] as number);
    const kind = wordKinds.get(word) ?? cellKind.text;
    if (kind === cellKind.boolean) this.value = word.charCodeAt(0) === 116 || word.charCodeAt(0) === 84 ? 1 : 0;
    if (kind === cellKind.number)
      this.value = word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    return kind;
  }

  /** 2024-03-05, 2024/3/5, either followed by a blank or T and 8:05, 08:05:30, 08:05:30.123, and perhaps Z. */
  #parseDateParts(bytes: Uint8Array, from: number, to: number): boolean {
    const separator = bytes[from + 4] as number;
    let place = from + 5;
    const year = digits(bytes, from, from + 4);
    const parts = [0, 0, 0, 0, 0]; // month, day, hour, minute, second
    let part = 0;
    let milliseconds = 0;
    for (;;) {
      const start = place;
      while (place < to && place - start < 3 && isDigit(bytes[place] as number)) place++;
      const length = place - start;
      if (length < 1 || length > 2 || (part > 2 && length !== 2)) return false;
      parts[part] = digits(bytes, start, place);
      if (place === to) break;
      const sign = bytes[place++] as number;
      if (part === 0 && sign !== separator) return false;
      if (part === 1) {
        if (sign !== space && sign !== 84 && sign !== 116) return false;
      } else if (part > 1 && sign !== 58) {
        place--;
        break;
      }
      if (++part > 4) return false;
    }
    if (part !== 1 && part < 3) return false;
    if (part === 4 && (bytes[place] === 46 || bytes[place] === 44)) {
      const start = ++place;
      let factor = 100;
      for (; place < to && isDigit(bytes[place] as number); place++, factor /= 10) {
        if (factor >= 1) milliseconds += ((bytes[place] as number) - 48) * factor;
      }
      if (place === start || place - start > 9) return false;
    }
    if (place < to && (bytes[place] === 90 || bytes[place] === 122)) place++;
    if (place !== to) return false;
    const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
    const time = timeOfParts(year, month, day, hour, minute, second, milliseconds);
    if (Number.isNaN(year) || time === null) return false;
    this.value = time;
    return true;
  }
}

const space = 32;

function isSpace(byte: number): boolean {
  return byte === space || byte === 9;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** The number that the digits `bytes[from..to]` write; NaN when something else is among them. */
function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) {
    const digit = (bytes[index] as number) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
