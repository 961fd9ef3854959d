import { longNumber, powersOfTen } from './number-text.ts';
import { byte } from './xml-bytes.ts';

/**
 * Reads a cell in the one form that nearly every program writes: `<c r="B7" s="1" t="s"><v>12</v></c>`, with `s` and `t` or
 * without, holding a number or the index of a shared string. Anything else is left to the general reader. Reading a few
 * bytes beyond the end of what is at hand is harmless: zeros stand there, and a cell that is cut off is not plain.
 */
export class PlainCell {
  /** 0-based. */
  column = 0;
  style = 0;
  isShared = false;
  value = 0;

  /** `from` is behind `<c`. Gives the place behind the cell; 0 when it is not plain. */
  read(bytes: Uint8Array, from: number): number {
    if (bytes[from] !== byte.space || bytes[from + 1] !== byte.lowerR || bytes[from + 3] !== byte.quote) return 0;
    let at = from + 4;
    let current = bytes[at] as number;
    let column = 0;
    for (; current > 0x40 && current < 0x5b && column < 1000; current = bytes[++at] as number) {
      column = column * 26 + current - 0x40;
    }
    if (column === 0 || column > 16_384) return 0;
    while (current >= byte.zero && current <= byte.nine) current = bytes[++at] as number;
    if (current !== byte.quote) return 0;
    current = bytes[++at] as number;

    let style = 0;
    if (current === byte.space && bytes[at + 1] === byte.lowerS && bytes[at + 3] === byte.quote) {
      at += 4;
      current = bytes[at] as number;
      for (; current >= byte.zero && current <= byte.nine && style < 1e8; current = bytes[++at] as number) {
        style = style * 10 + current - byte.zero;
      }
      if (current !== byte.quote) return 0;
      current = bytes[++at] as number;
    }

    let isShared = false;
    if (current === byte.space && bytes[at + 1] === byte.lowerT && bytes[at + 3] === byte.quote) {
      if (bytes[at + 5] !== byte.quote) return 0;
      const type = bytes[at + 4] as number;
      isShared = type === byte.lowerS;
      if (!isShared && type !== 0x6e) return 0; // n
      at += 6;
      current = bytes[at] as number;
    }
    if (current !== byte.greater || bytes[at + 1] !== byte.less || bytes[at + 2] !== byte.lowerV) return 0;
    if (bytes[at + 3] !== byte.greater) return 0;

    this.column = column - 1;
    this.style = style;
    this.isShared = isShared;
    return this.#readValue(bytes, at + 4);
  }

  #readValue(bytes: Uint8Array, from: number): number {
    let at = from;
    let current = bytes[at] as number;
    const isNegative = current === byte.minus;
    if (isNegative) current = bytes[++at] as number;
    const digitsFrom = at;
    let mantissa = 0;
    for (; current >= byte.zero && current <= byte.nine; current = bytes[++at] as number) {
      mantissa = mantissa * 10 + current - byte.zero;
    }
    if (at === digitsFrom) return 0;
    let decimals = 0;
    if (current === byte.dot) {
      const start = ++at;
      current = bytes[at] as number;
      for (; current >= byte.zero && current <= byte.nine; current = bytes[++at] as number) {
        mantissa = mantissa * 10 + current - byte.zero;
      }
      decimals = at - start;
    }
    // </v></c>
    if (current !== byte.less || bytes[at + 1] !== byte.slash || bytes[at + 2] !== byte.lowerV) return 0;
    if (bytes[at + 3] !== byte.greater || bytes[at + 4] !== byte.less || bytes[at + 5] !== byte.slash) return 0;
    if (bytes[at + 6] !== byte.lowerC || bytes[at + 7] !== byte.greater) return 0;
    if (this.isShared && (decimals > 0 || isNegative || mantissa > 0x7fff_ffff)) return 0;
    if (mantissa > Number.MAX_SAFE_INTEGER || decimals > 22) {
      this.value = longNumber(bytes, from, at);
      if (Number.isNaN(this.value)) return 0;
    } else {
      const size = decimals === 0 ? mantissa : mantissa / (powersOfTen[decimals] as number);
      this.value = isNegative ? -size : size;
    }
    return at + 8;
  }
}
