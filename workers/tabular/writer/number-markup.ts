const powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
const maxDecimals = powers.length - 1;
/** Decimals of at most 15 digits differ as doubles, so what gives a double again is its shortest form. */
const exactBelow = 1e15;
/** Numbers in a row that have no short form: then none is looked for any more. */
const maxFailures = 64;
/** More than any number takes. */
export const maxNumberBytes = 32;

/**
 * Writes the numbers of one column in their shortest form that gives the same double again: `String(value)`, but without making a
 * string where at most nine decimals do, which are remembered from number to number.
 */
export class NumberMarkup {
  #decimals = 0;
  #failures = 0;

  /** Puts a finite number at `at` and gives where it ends; there is room for `maxNumberBytes`. */
  put(bytes: Uint8Array, at: number, value: number): number {
    let size = value;
    let next = at;
    if (size < 0) {
      bytes[next++] = 45; // −
      size = -size;
    }
    if (size < exactBelow && size === Math.floor(size)) return putWhole(bytes, next, size);
    if (this.#failures < maxFailures) {
      for (let decimals = this.#decimals; decimals <= maxDecimals; decimals++) {
        const power = powers[decimals] as number;
        const scaled = Math.round(size * power);
        if (scaled >= exactBelow) break;
        if (scaled / power !== size) continue;
        this.#decimals = decimals;
        this.#failures = 0;
        return putDecimal(bytes, next, scaled, decimals);
      }
      this.#failures++;
    }
    return putText(bytes, next, String(size));
  }
}

function putWhole(bytes: Uint8Array, at: number, value: number): number {
  if (value < 1e9) return putDigits(bytes, at, value | 0, digitsOf(value | 0));
  const high = Math.floor(value / 1e8);
  const next = putDigits(bytes, at, high, digitsOf(high));
  return putDigits(bytes, next, value - high * 1e8, 8);
}

/** `scaled` ∕ 10^`decimals`, without zeros at the end. */
function putDecimal(bytes: Uint8Array, at: number, scaled: number, decimals: number): number {
  const power = powers[decimals] as number;
  const whole = Math.floor(scaled / power);
  let rest = (scaled - whole * power) | 0;
  let digits = decimals;
  while (rest % 10 === 0) {
    rest = (rest / 10) | 0;
    digits--;
  }
  const next = putWhole(bytes, at, whole);
  bytes[next] = 46; // .
  return putDigits(bytes, next + 1, rest, digits);
}

function digitsOf(value: number): number {
  let digits = 1;
  for (let bound = 10; digits < 10 && value >= bound; bound *= 10) digits++;
  return digits;
}

/** The last `digits` digits of a whole number below 2³¹. */
function putDigits(bytes: Uint8Array, at: number, value: number, digits: number): number {
  let rest = value | 0;
  for (let place = at + digits - 1; place >= at; place--) {
    const tenth = (rest / 10) | 0;
    bytes[place] = 48 + rest - tenth * 10;
    rest = tenth;
  }
  return at + digits;
}

/** ASCII. */
export function putText(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
  return at + text.length;
}
