import { exactPowers, quotientOf } from './decimal-division.ts';

const point = 46;
const comma = 44;
const minus = 45;
const plus = 43;
const zero = 48;
/** Digits that a double holds whatever they are. */
const exactDigits = 15;

/** Reads numbers in plain notation from bytes, without making strings; the value is that of `Number(text)`, bit for bit. */
export class NumberParser {
  /** Of the number parsed last. */
  value = 0;
  readonly #decimal: number;

  constructor(decimal: '.' | ',') {
    this.#decimal = decimal === ',' ? comma : point;
  }

  /**
   * `number`, `id` (digits that a number would damage: leading zeros, integers above 2⁵³, + before seven or more) or
   * `none`. Where the decimal sign is a comma, points may group thousands.
   */
  parse(bytes: Uint8Array, from: number, to: number): 'number' | 'id' | 'none' {
    const decimal = this.#decimal;
    const sign = bytes[from];
    let place = sign === minus || sign === plus ? from + 1 : from;
    const first = place;
    let high = 0; // the first 15 significant digits
    let low = 0; // up to four more
    let significant = 0;
    let fraction = 0;
    let integerDigits = -1;
    let byte = 0;
    for (; place < to; place++) {
      byte = bytes[place] as number;
      const digit = byte - zero;
      if (digit >= 0 && digit <= 9) {
        if (significant > 0 || digit > 0) {
          if (significant < exactDigits) high = high * 10 + digit;
          else low = low * 10 + digit;
          significant++;
        }
      } else if (byte === decimal && integerDigits < 0) integerDigits = place - first;
      else break;
    }
    const digitsEnd = place;
    const isFractional = integerDigits >= 0;
    if (integerDigits < 0) integerDigits = digitsEnd - first;
    else fraction = digitsEnd - first - integerDigits - 1;
    if (integerDigits + fraction === 0) return 'none';
    let exponent = 0;
    if (place < to) {
      if (byte === point && decimal === comma && !isFractional && integerDigits >= 1 && integerDigits <= 3) {
        return this.#parseGrouped(bytes, from, first, to);
      }
      if (byte !== 69 && byte !== 101) return 'none';
      const isNegative = bytes[place + 1] === minus;
      if (isNegative || bytes[place + 1] === plus) place++;
      if (place + 1 >= to || to - place > 6) return 'none';
      for (place++; place < to; place++) {
        const digit = (bytes[place] as number) - zero;
        if (digit < 0 || digit > 9) return 'none';
        exponent = exponent * 10 + digit;
      }
      if (isNegative) exponent = -exponent;
    }
    const isInteger = !isFractional && digitsEnd === to;
    if (bytes[first] === zero && integerDigits > 1) return isInteger ? 'id' : 'none';
    if (isInteger && sign === plus && integerDigits >= 7) return 'id';
    const value = decimalValue(high, low, significant, exponent - fraction);
    this.value = Number.isNaN(value) ? this.#slowValue(bytes, from, to) : sign === minus ? -value : value;
    if (isInteger && significant > exactDigits && !Number.isSafeInteger(this.value)) return 'id';
    return Number.isFinite(this.value) ? 'number' : 'none';
  }

  /** 1.234,5 or 1.234.567: groups of three digits. */
  #parseGrouped(bytes: Uint8Array, from: number, first: number, to: number): 'number' | 'none' {
    const plain = bytes.slice(from, to);
    let length = first - from;
    let place = first;
    let sinceGroup = 0;
    let isFirstGroup = true;
    for (; place < to && bytes[place] !== comma; place++) {
      const byte = bytes[place] as number;
      if (byte === point) {
        if (!isFirstGroup && sinceGroup !== 3) return 'none';
        isFirstGroup = false;
        sinceGroup = 0;
      } else if (byte < zero || byte > 57) return 'none';
      else {
        sinceGroup++;
        plain[length++] = byte;
      }
    }
    if (sinceGroup !== 3 || bytes[first] === zero) return 'none';
    for (; place < to; place++) plain[length++] = bytes[place] as number;
    return this.parse(plain, 0, length) === 'number' ? 'number' : 'none';
  }

  #slowValue(bytes: Uint8Array, from: number, to: number): number {
    let text = '';
    for (let index = from; index < to; index++) {
      const byte = bytes[index] as number;
      text += byte === this.#decimal ? '.' : String.fromCharCode(byte);
    }
    return Number(text);
  }
}

/**
 * The double nearest to `high` (the first 15 digits) followed by `low` (the digits after them), times 10^`exponent`;
 * NaN where that is not certain in a few exact steps (Clinger 1990, “How to read floating point numbers accurately”).
 */
function decimalValue(high: number, low: number, significant: number, exponent: number): number {
  if (significant <= exactDigits) {
    if (exponent === 0) return high;
    if (exponent < 0 && exponent >= -22) return high / (exactPowers[-exponent] as number);
    if (exponent > 0 && exponent <= 22) return high * (exactPowers[exponent] as number);
    return high === 0 ? 0 : Number.NaN;
  }
  if (significant > 19 || exponent > 0 || exponent < -22) return Number.NaN;
  return quotientOf(high, low, significant - exactDigits, -exponent);
}
