import { power } from './parse-number';

/** Of the number parsed last: its sign, and without its sign it is `sheetWhole` ∕ 10^`sheetDecimals`. */
export let isNegativeNumber: bool = false;
export let sheetWhole: u64 = 0;
export let sheetDecimals: i32 = 0;

const largestSafe: u64 = 9007199254740991;
const mostDigits: i32 = 19;
const mostDecimals: i32 = 22;
const splitter: f64 = 134217729; // 2^27 + 1

/**
 * Parses the number in plain notation that begins at `from`; answers the place behind it, 0 where there is none or one with more
 * digits than can be kept. What follows is for the caller to judge.
 */
export function parseSheetNumber(from: usize): usize {
  let at = from;
  let digit = <u32>load<u8>(at) - 48;
  isNegativeNumber = digit === <u32>-3;
  if (isNegativeNumber) digit = <u32>load<u8>(++at) - 48;
  const first = at;
  let whole: u64 = 0;
  while (digit <= 9) {
    whole = whole * 10 + digit;
    digit = <u32>load<u8>(++at) - 48;
  }
  let digits = <i32>(at - first);
  if (digits === 0) return 0;
  let decimals = 0;
  if (digit === <u32>-2) {
    const start = ++at;
    digit = <u32>load<u8>(at) - 48;
    while (digit <= 9) {
      whole = whole * 10 + digit;
      digit = <u32>load<u8>(++at) - 48;
    }
    decimals = <i32>(at - start);
    digits += decimals;
  }
  if (digits > mostDigits && digits - leadingZeros(first) > mostDigits) return 0;
  if (decimals > mostDecimals) return 0;
  sheetWhole = whole;
  sheetDecimals = decimals;
  return at;
}

function leadingZeros(first: usize): i32 {
  let zeros = 0;
  let at = first;
  while (true) {
    const byte = <i32>load<u8>(at++);
    if (byte === 48) zeros++;
    else if (byte !== 46) return zeros;
  }
}

/** Whether a division of two doubles gives the number. */
export function isShortNumber(): bool {
  return sheetWhole <= largestSafe;
}

/**
 * The double nearest to the number parsed last; NaN when it is too close to the middle of two. The steps of
 * ../tabular/xlsx/number-text.ts, where they are explained.
 */
export function nearestNumber(): f64 {
  const divisor = power(sheetDecimals);
  const high = <f64>sheetWhole;
  const low = <f64>(<i64>(sheetWhole - <u64>high));
  const quotient = high / divisor;
  let nearest = quotient;
  if (low !== 0 || sheetWhole > largestSafe) {
    const product = quotient * divisor;
    const remainder = high - product - productError(quotient, divisor, product) + low;
    const correction = remainder / divisor;
    const doubt = quotient * 3.1554436208840472e-30; // 2^−98
    nearest = quotient + (correction + doubt);
    if (nearest !== quotient + (correction - doubt)) return NaN;
  }
  return isNegativeNumber ? -nearest : nearest;
}

function productError(one: f64, other: f64, product: f64): f64 {
  const oneScaled = splitter * one;
  const oneHigh = oneScaled - (oneScaled - one);
  const oneLow = one - oneHigh;
  const otherScaled = splitter * other;
  const otherHigh = otherScaled - (otherScaled - other);
  const otherLow = other - otherHigh;
  return oneHigh * otherHigh - product + oneHigh * otherLow + oneLow * otherHigh + oneLow * otherLow;
}
