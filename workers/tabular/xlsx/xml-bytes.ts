/** Bytes of XML that the scanners look for. */
export const byte = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  exclamation: 0x21,
  quote: 0x22,
  hash: 0x23,
  ampersand: 0x26,
  apostrophe: 0x27,
  plus: 0x2b,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  question: 0x3f,
  upperE: 0x45,
  underscore: 0x5f,
  lowerC: 0x63,
  lowerE: 0x65,
  lowerF: 0x66,
  lowerI: 0x69,
  lowerR: 0x72,
  lowerS: 0x73,
  lowerT: 0x74,
  lowerV: 0x76,
  lowerX: 0x78,
} as const;

export function isSpace(value: number): boolean {
  return value === byte.space || value === byte.lineFeed || value === byte.carriageReturn || value === byte.tab;
}

/** Whether `value` can stand right after the name of an element in its tag. */
export function endsName(value: number): boolean {
  return value === byte.greater || value === byte.slash || isSpace(value);
}

/** The place of the `>` that ends the tag of which `from` is inside; quotes are heeded; -1 when it lies beyond `end`. */
export function tagEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const value = bytes[at] as number;
    if (value === byte.greater) return at;
    if (value === byte.quote || value === byte.apostrophe) {
      at++;
      while (at < end && bytes[at] !== value) at++;
    }
  }
  return -1;
}

/** Whether the ASCII text `name` stands at `at`. */
export function hasName(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let index = 0; index < name.length; index++) {
    if (bytes[at + index] !== name[index]) return false;
  }
  return true;
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

const commentStart = ascii('<!--');
const commentEnd = ascii('-->');
const instructionEnd = ascii('?>');
export const cdataStart = ascii('<![CDATA[');
export const cdataEnd = ascii(']]>');

/** What `skipMarkup` gives for a document type declaration. */
export const isForbidden = -2;

/**
 * The place after the comment, instruction or CDATA section that begins at `at` (`<!` or `<?`); -1 when it ends beyond
 * `end`; `isForbidden` for a document type declaration.
 */
export function skipMarkup(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at + 1] === byte.question) return placeAfter(bytes, at + 2, end, instructionEnd);
  if (at + 9 > end) return -1;
  if (hasName(bytes, at, commentStart)) return placeAfter(bytes, at + 4, end, commentEnd);
  if (hasName(bytes, at, cdataStart)) return placeAfter(bytes, at + 9, end, cdataEnd);
  return isForbidden;
}

/** The place after the next `mark` at or after `from`; -1 when it ends beyond `end`. */
export function placeAfter(bytes: Uint8Array, from: number, end: number, mark: Uint8Array): number {
  const last = end - mark.length;
  for (let at = from; at <= last; at++) {
    if (bytes[at] === mark[0] && hasName(bytes, at, mark)) return at + mark.length;
  }
  return -1;
}
