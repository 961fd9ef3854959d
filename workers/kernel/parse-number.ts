import { decimal } from './rules';

/** Outcomes of `parseNumber`: no number; a number; digits that a number would damage; a case for the host. */
export const none: i32 = 0;
export const isNumber: i32 = 1;
export const isId: i32 = 2;
export const unsure: i32 = 3;

/** Of the number parsed last. */
export let parsed: f64 = 0;
/** It is `parsedWhole` ∕ 10^`parsedDecimals`; −1 decimals: not exactly, or with a sign before nothing. */
export let parsedWhole: i64 = 0;
export let parsedDecimals: i32 = -1;

const exactDigits: i32 = 15;
const largestSafe: u64 = 9007199254740991;

/** Powers of ten that a double holds exactly. */
const powers: StaticArray<f64> = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
];

/** 10^`exponent` for exponents up to 22. */
export function power(exponent: i32): f64 {
  return unchecked(powers[exponent]);
}

/** Takes over a number that the host has parsed. */
export function setParsed(value: f64): void {
  parsed = value;
  parsedDecimals = -1;
}

const wholePowers: StaticArray<i64> = [1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000];

/** The same as a whole number, for exponents up to 9. */
export function wholePower(exponent: i32): i64 {
  return unchecked(wholePowers[exponent]);
}

/**
 * Reads a number in plain notation by the rules of ../tabular/text/parse-number.ts, to the same bit; exponents, grouped
 * thousands and more than 19 digits are left to the host.
 */
export function parseNumber(from: usize, to: usize): i32 {
  const isNegative = load<u8>(from) === 45;
  const first = from + (isNegative ? 1 : 0);
  let place = first;
  let whole: u64 = 0;
  let significant = 0;
  let integerDigits = -1;
  let byte = 0;
  for (; place < to; place++) {
    byte = <i32>load<u8>(place);
    const digit = byte - 48;
    if (<u32>digit <= 9) {
      if (whole !== 0 || digit !== 0) {
        if (++significant > 19) return unsure;
        whole = whole * 10 + digit;
      }
    } else if (byte === decimal && integerDigits < 0) integerDigits = <i32>(place - first);
    else break;
  }
  const isFractional = integerDigits >= 0;
  if (!isFractional) integerDigits = <i32>(place - first);
  const fraction = isFractional ? <i32>(place - first) - integerDigits - 1 : 0;
  if (integerDigits + fraction === 0) return none;
  if (place < to) return byte === 69 || byte === 101 || byte === 46 || byte === 32 || byte === 9 ? unsure : none;
  if (load<u8>(first) === 48 && integerDigits > 1) return isFractional ? none : isId;
  if (!isFractional && whole > largestSafe) return isId;
  let value: f64;
  if (significant <= exactDigits || (whole <= largestSafe && fraction <= 22)) {
    if (fraction > 22) return unsure;
    value = <f64>whole / power(fraction);
  } else {
    if (fraction > 22) return unsure;
    value = quotientOf(whole, significant - exactDigits, fraction);
    if (Number.isNaN(value)) return unsure;
  }
  parsed = isNegative ? -value : value;
  parsedWhole = isNegative ? -(<i64>whole) : <i64>whole;
  parsedDecimals = (isNegative && whole === 0) || whole > largestSafe ? -1 : fraction;
  return isNumber;
}

const splitter: f64 = 134217729; // 2^27 + 1

/** The steps of ../tabular/text/decimal-division.ts, where they are explained; NaN when they cannot tell. */
function quotientOf(whole: u64, lowDigits: i32, exponent: i32): f64 {
  const shift = <u64>power(lowDigits);
  const high = <f64>(whole / shift);
  const low = <f64>(whole % shift);
  const scale = power(lowDigits);
  const product = high * scale;
  const productRest = restOfProduct(high, scale, product);
  const major = product + low;
  const minor = low - (major - product) + productRest;
  const divisor = power(exponent);
  const quotient = major / divisor;
  const back = quotient * divisor;
  const remainder = major - back - restOfProduct(quotient, divisor, back) + minor;
  const correction = remainder / divisor;
  const result = quotient + correction;
  const slack = Math.abs(correction) * 9.094947017729282e-13 + Math.abs(quotient) * 1.262177448353619e-29; // 2^−40, 2^−96
  return quotient + (correction - slack) === result && quotient + (correction + slack) === result ? result : NaN;
}

function restOfProduct(a: f64, b: f64, product: f64): f64 {
  const aScaled = a * splitter;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * splitter;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
