import { byte } from './xml-bytes.ts';

const maximumReferenceBytes = 12;
const replacementCharacter = 0xfffd;

/** Collects the text of a cell as UTF-8, with everything that XML and Excel escape resolved. */
export class TextBuffer {
  bytes: Buffer = Buffer.alloc(4096);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Adds bytes as they are (CDATA, or text known to hold no escapes). */
  appendRaw(source: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    for (let at = from; at < to; at++) this.bytes[this.length++] = source[at] as number;
  }

  /**
   * Adds the text between two tags: character and entity references, line ends (XML 1.0, 2.11) and `_xHHHH_`
   * (ECMA-376 part 1, 22.9.2.19) are resolved. Unknown references stay as written.
   */
  appendEscaped(source: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    for (let at = from; at < to; ) {
      const value = source[at] as number;
      if (value === byte.ampersand) at = this.#appendReference(source, at, to);
      else if (value === byte.underscore && source[at + 1] === byte.lowerX) at = this.#appendEscape(source, at, to);
      else if (value === byte.carriageReturn) {
        at++;
        if (at >= to || source[at] !== byte.lineFeed) this.bytes[this.length++] = byte.lineFeed;
      } else {
        this.bytes[this.length++] = value;
        at++;
      }
    }
  }

  text(): string {
    return this.bytes.toString('utf8', 0, this.length);
  }

  #reserve(count: number): void {
    const needed = this.length + count + 4;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.alloc(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  #appendReference(source: Uint8Array, at: number, to: number): number {
    let close = at + 1;
    const last = Math.min(to, at + maximumReferenceBytes);
    while (close < last && source[close] !== byte.semicolon) close++;
    const code = close < last ? codeOfReference(source, at + 1, close) : -1;
    if (code < 0) {
      this.bytes[this.length++] = byte.ampersand;
      return at + 1;
    }
    this.#appendCodePoint(code);
    return close + 1;
  }

  #appendEscape(source: Uint8Array, at: number, to: number): number {
    const code = at + 7 <= to && source[at + 6] === byte.underscore ? hexadecimal(source, at + 2, at + 6) : -1;
    if (code < 0) {
      this.bytes[this.length++] = byte.underscore;
      return at + 1;
    }
    this.#appendCodePoint(code);
    return at + 7;
  }

  #appendCodePoint(code: number): void {
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    this.length += this.bytes.write(String.fromCodePoint(isCharacter ? code : replacementCharacter), this.length);
  }
}

function hexadecimal(source: Uint8Array, from: number, to: number): number {
  let code = from < to ? 0 : -1;
  for (let at = from; at < to; at++) {
    const value = source[at] as number;
    const lower = value | 0x20;
    if (value >= byte.zero && value <= byte.nine) code = code * 16 + value - byte.zero;
    else if (lower >= 0x61 && lower <= 0x66) code = code * 16 + lower - 0x57;
    else return -1;
  }
  return code;
}

const namedCodes: Readonly<Record<string, number>> = { lt: 0x3c, gt: 0x3e, amp: 0x26, quot: 0x22, apos: 0x27 };

/** The code point of what stands between `&` and `;`; -1 when it means nothing. */
function codeOfReference(source: Uint8Array, from: number, to: number): number {
  if (source[from] !== byte.hash) {
    return namedCodes[Buffer.from(source.buffer, source.byteOffset + from, to - from).toString('latin1')] ?? -1;
  }
  if (((source[from + 1] as number) | 0x20) === byte.lowerX) return hexadecimal(source, from + 2, to);
  let code = from + 1 < to ? 0 : -1;
  for (let at = from + 1; at < to; at++) {
    const digit = (source[at] as number) - byte.zero;
    if (digit < 0 || digit > 9) return -1;
    code = code * 10 + digit;
  }
  return code;
}
