import { dateTimeOf, numberOfText } from '../tabular/interpret/text-values.ts';
import { type DictionaryView, dictionaryText } from '../tabular/segment.ts';

/** What a text reads as. */
export type TextLook = 'number' | 'date' | 'other';

/** Longer texts are neither numbers nor dates (a date in words and full-width digits takes about 60 bytes). */
const maximumBytes = 80;
/** No double tells whole numbers of more digits apart: such texts are identifiers. */
const maximumDigits = 15;

/**
 * What a dictionary entry reads as. Most texts are neither a number nor a date and are told from their bytes, without
 * making a string. Identifiers are not numbers: leading zeros, more than 15 digits, Chinese numerals alone.
 */
export function lookOfEntry(dictionary: DictionaryView, code: number): TextLook {
  const { bytes, offsets } = dictionary;
  const from = offsets[code] as number;
  const to = offsets[code + 1] as number;
  if (to - from > maximumBytes || !mayBeEither(bytes, from, to)) return 'other';
  const text = dictionaryText(dictionary, code).normalize('NFKC').trim();
  if (isNumberLike(text)) return 'number';
  return dateTimeOf(text) === null ? 'other' : 'date';
}

/** Whether a text, trimmed and in ASCII digits, reads as a number without being an identifier. */
function isNumberLike(text: string): boolean {
  if (!/\d/.test(text) || /^[+-]?0\d/.test(text) || /^\+\d{7}/.test(text)) return false;
  if (!/[.eE%‰]/.test(text) && (text.match(/\d/g)?.length ?? 0) > maximumDigits) return false;
  return numberOfText(text) !== null;
}

const monthStarts = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const letterA = 0x61;
/** Whether a month begins with each letter. */
const isMonthLetter = Uint8Array.from({ length: 26 }, (_, letter) =>
  monthStarts.some((month) => month.charCodeAt(0) === letterA + letter) ? 1 : 0,
);

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** False for most texts that are neither a number nor a date; true may be wrong. */
function mayBeEither(bytes: Uint8Array, from: number, to: number): boolean {
  let start = from;
  while (start < to && (bytes[start] as number) <= 0x20) start++;
  if (start === to) return false;
  const first = bytes[start] as number;
  if (isLetter(first)) return beginsWithMonth(bytes, start, to);
  let hasDigit = false;
  let letters = 0;
  for (let at = start; at < to; at++) {
    const byte = bytes[at] as number;
    if (isDigit(byte) || byte === 0xef)
      hasDigit = true; // 0xEF begins the full-width digits
    else if (isLetter(byte)) letters++;
    // Neither numbers nor dates hold any of these.
    else if (byte < 0x80 && !isMark(byte)) return false;
  }
  // The longest word in a date is a month with am or pm; in a number it is a currency.
  if (!hasDigit || letters > 12) return false;
  return !isDigit(first) || isPlausibleGroup(bytes, start, to);
}

/** Marks that numbers and dates are written with. */
const marks = new Uint8Array(0x80);
for (const mark of " \t$%'()+,-./:") marks[mark.charCodeAt(0)] = 1;
const isMark = (byte: number): boolean => marks[byte] === 1;

/** A dash or slash follows the first group of digits only in a date: after 1, 2 or 4 digits. */
function isPlausibleGroup(bytes: Uint8Array, start: number, to: number): boolean {
  let end = start;
  while (end < to && isDigit(bytes[end] as number)) end++;
  const next = end < to ? (bytes[end] as number) : 0;
  if (next !== 0x2d && next !== 0x2f) return true;
  const length = end - start;
  return length === 1 || length === 2 || length === 4;
}

function beginsWithMonth(bytes: Uint8Array, start: number, to: number): boolean {
  if (to - start < 6 || isMonthLetter[((bytes[start] as number) | 0x20) - letterA] === 0) return false;
  const word = String.fromCharCode(bytes[start] as number, bytes[start + 1] as number, bytes[start + 2] as number);
  return monthStarts.includes(word.toLowerCase());
}
