import { byte, isSpace } from './xml-bytes.ts';

/** 10⁰ to 10²²: the powers of ten that are doubles. */
export const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const numberPattern = /^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/**
 * The double nearest to the decimal number that stands in `bytes[from..to]`; NaN when there is none, or none that is
 * finite. Up to 2⁵³ and 22 decimals need one exact division, because both numbers are doubles (Clinger 1990, “How to
 * read floating point numbers accurately”).
 */
export function numberOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const isNegative = bytes[at] === byte.minus;
  if (isNegative) at++;
  let mantissa = 0;
  let digits = 0;
  let decimals = 0;
  for (; at < to; at++) {
    const value = (bytes[at] as number) - byte.zero;
    if (value < 0 || value > 9) break;
    mantissa = mantissa * 10 + value;
    digits++;
  }
  if (at < to && bytes[at] === byte.dot) {
    const start = ++at;
    for (; at < to; at++) {
      const value = (bytes[at] as number) - byte.zero;
      if (value < 0 || value > 9) break;
      mantissa = mantissa * 10 + value;
    }
    decimals = at - start;
    digits += decimals;
  }
  if (at !== to || digits === 0) return textNumber(bytes, from, to);
  if (decimals > 22 || mantissa > Number.MAX_SAFE_INTEGER) return longNumber(bytes, from, to);
  const size = mantissa / (powersOfTen[decimals] as number);
  return isNegative ? -size : size;
}

/**
 * A number of 16 to 19 digits, as programs write doubles in full, without making a string of it: the digits as an exact sum
 * of two doubles, divided in twice the precision (Dekker 1971, “A floating-point technique for extending the available
 * precision”). Where rounding is too close to call (Ziv 1991), and for more digits, the engine's own reader decides.
 */
export function longNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const isNegative = bytes[at] === byte.minus;
  if (isNegative) at++;
  let head = 0;
  let rest = 0;
  let restDigits = 0;
  let decimals = 0;
  let hasPoint = false;
  for (; at < to; at++) {
    const value = (bytes[at] as number) - byte.zero;
    if (value === -2 && !hasPoint) {
      hasPoint = true;
      continue;
    }
    if (value < 0 || value > 9) return textNumber(bytes, from, to);
    if (hasPoint) decimals++;
    if (head < 1e14) head = head * 10 + value;
    else {
      rest = rest * 10 + value;
      restDigits++;
    }
  }
  if (restDigits > 4 || decimals > 22) return textNumber(bytes, from, to);
  const size = nearestQuotient(head, rest, powersOfTen[restDigits] as number, powersOfTen[decimals] as number);
  if (Number.isNaN(size)) return textNumber(bytes, from, to);
  return isNegative ? -size : size;
}

const splitter = 2 ** 27 + 1;

/** The double nearest to (head × scale + rest) / divisor; NaN when it is too close to the middle of two. `head` < 10¹⁵, `scale` ≤ 10⁴. */
function nearestQuotient(head: number, rest: number, scale: number, divisor: number): number {
  const headHigh = Math.floor(head / 2 ** 26);
  const larger = headHigh * scale * 2 ** 26;
  const smaller = (head - headHigh * 2 ** 26) * scale + rest;
  const high = larger + smaller;
  const low = smaller - (high - larger);

  const quotient = high / divisor;
  const product = quotient * divisor;
  const quotientSplit = splitter * quotient;
  const quotientHigh = quotientSplit - (quotientSplit - quotient);
  const quotientLow = quotient - quotientHigh;
  const divisorSplit = splitter * divisor;
  const divisorHigh = divisorSplit - (divisorSplit - divisor);
  const divisorLow = divisor - divisorHigh;
  const productError =
    quotientHigh * divisorHigh -
    product +
    quotientHigh * divisorLow +
    quotientLow * divisorHigh +
    quotientLow * divisorLow;
  const remainder = high - product - productError + low;
  const correction = remainder / divisor;
  const doubt = quotient * 2 ** -98;
  const upper = quotient + (correction + doubt);
  return upper === quotient + (correction - doubt) ? upper : Number.NaN;
}

/** With an exponent, many digits, surrounding spaces, or not a number at all. */
function textNumber(bytes: Uint8Array, from: number, to: number): number {
  let start = from;
  let end = to;
  while (start < end && isSpace(bytes[start] as number)) start++;
  while (end > start && isSpace(bytes[end - 1] as number)) end--;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  if (!numberPattern.test(text)) return Number.NaN;
  const number = Number(text);
  return Number.isFinite(number) ? number : Number.NaN;
}
