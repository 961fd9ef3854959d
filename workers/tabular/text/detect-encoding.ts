import { isUtf8 } from 'node:buffer';
import type { TextFormat } from '../../../contract/files.ts';

export type Encoding = TextFormat['encoding'];

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark at the beginning; 0 without one. */
  readonly markBytes: number;
}

const examinedBytes = 2 ** 20;

/**
 * The encoding of a text from its first bytes; null when they are no text. A byte order mark decides; then zero bytes
 * tell UTF-16 from binary data; then validity as UTF-8 (a little damage is allowed); then which reading of the double
 * bytes gives common characters. `isWhole`: nothing follows the sample, so its last character is not cut.
 */
export function detectEncoding(sample: Uint8Array, isWhole: boolean): DetectedEncoding | null {
  const [first, second, third, fourth] = sample;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', markBytes: 3 };
  if (first === 0xff && second === 0xfe) {
    return third === 0 && fourth === 0 ? null : { encoding: 'utf-16le', markBytes: 2 };
  }
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  const bytes = sample.subarray(0, examinedBytes);
  const { zeros, controls } = countControls(bytes);
  if (zeros > 0) {
    const wide = utf16WithoutMark(bytes);
    if (wide) return { encoding: wide, markBytes: 0 };
  }
  // A stray control character in a large export is damage; more of them are another kind of file.
  if (controls * 1000 > bytes.length) return null;
  const isCut = !isWhole || bytes.length < sample.length;
  if (isUtf8(isCut ? withoutCutCharacter(bytes) : bytes)) return { encoding: 'utf-8', markBytes: 0 };
  return { encoding: eightBitEncoding(bytes), markBytes: 0 };
}

/** A control character that no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for.
const control = /[\0\x02-\x08\x0e-\x19\x1c-\x1e]/;

/** Zero bytes, and all control characters that no text has (zero among them). */
function countControls(bytes: Uint8Array): { zeros: number; controls: number } {
  // Nearly always there is none, which a search tells sooner than a loop that runs for the first time.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (!control.test(text)) return { zeros: 0, controls: 0 };
  let zeros = 0;
  let controls = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (byte >= 32 || (byte >= 9 && byte <= 13) || byte === 26 || byte === 27 || isSeparator(byte)) continue;
    controls++;
    if (byte === 0) zeros++;
  }
  return { zeros, controls };
}

/** Signs that were made to separate fields (start of heading, unit separator), and in rare files do. */
function isSeparator(byte: number): boolean {
  return byte === 1 || byte === 31;
}

/** The bytes before a UTF-8 character that the end of the sample may have cut. */
export function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) {
      end = bytes.length - back;
      break;
    }
    if (byte < 0x80) break;
  }
  return bytes.subarray(0, end);
}

/** UTF-16 shows itself by line breaks and delimiters with a zero byte on one and the same side, and likely characters. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const shares = (['utf-16le', 'utf-16be'] as const).map((encoding) => {
    const high = encoding === 'utf-16le' ? 1 : 0;
    let likely = 0;
    let ascii = 0;
    const units = bytes.length >> 1;
    for (let unit = 0; unit < units; unit++) {
      const upper = bytes[unit * 2 + high] as number;
      const lower = bytes[unit * 2 + 1 - high] as number;
      if (upper === 0 && (lower >= 32 || lower === 9 || lower === 10 || lower === 13)) {
        likely++;
        if (lower < 127) ascii++;
      } else if ((upper >= 1 && upper <= 0x06) || upper === 0x20 || upper === 0x30 || upper === 0xff) likely++;
      else if ((upper >= 0x4e && upper <= 0x9f) || (upper >= 0xac && upper <= 0xd7)) likely++;
    }
    return { encoding, share: units === 0 ? 0 : likely / units, ascii };
  });
  const best = shares.sort((a, b) => b.share - a.share || b.ascii - a.ascii)[0];
  return best && best.share > 0.95 && best.ascii > 0 ? best.encoding : null;
}

function eightBitEncoding(bytes: Uint8Array): Encoding {
  const utf8 = utf8Sequences(bytes);
  if (utf8.valid > utf8.invalid * 3) return 'utf-8';
  const simplified = doubleByteScore(bytes, isGbTrail, (lead, trail) => {
    return trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));
  });
  const traditional = doubleByteScore(bytes, isBig5Trail, (lead) => lead >= 0xa1 && lead <= 0xc6 && lead !== 0xa0);
  const best = Math.max(simplified, traditional);
  if (best < 0.6) return 'windows-1252';
  return simplified >= traditional ? 'gb18030' : 'big5';
}

/** Multi-byte characters of UTF-8, and bytes above 127 that belong to none. */
function utf8Sequences(bytes: Uint8Array): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (byte < 0x80) continue;
    const following = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    let found = 0;
    while (found < following && ((bytes[index + found + 1] ?? 0) & 0xc0) === 0x80) found++;
    if (following > 0 && byte < 0xf5 && found === following) {
      valid++;
      index += following;
    } else if (index + following < bytes.length) invalid++;
  }
  return { valid, invalid };
}

const isGbTrail = (byte: number): boolean => byte >= 0x40 && byte !== 0x7f && byte !== 0xff;
const isBig5Trail = (byte: number): boolean => (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte !== 0xff);

/** The share of common characters among all that begin with a high byte, read as pairs; what is no pair counts against. */
function doubleByteScore(
  bytes: Uint8Array,
  isTrail: (byte: number) => boolean,
  isCommon: (lead: number, trail: number) => boolean,
): number {
  let total = 0;
  let common = 0;
  for (let index = 0; index + 1 < bytes.length; index++) {
    const lead = bytes[index] as number;
    if (lead < 0x80) continue;
    const trail = bytes[index + 1] as number;
    total++;
    const isFourBytes = trail >= 0x30 && trail <= 0x39 && (bytes[index + 2] ?? 0) >= 0x81;
    if (isTrail(trail) && lead >= 0x81 && lead <= 0xfe) {
      if (isCommon(lead, trail)) common++;
      index++;
    } else if (isFourBytes && isTrail === isGbTrail) {
      common++;
      index += 3;
    }
  }
  return total === 0 ? 0 : common / total;
}
