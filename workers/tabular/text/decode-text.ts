import type { Encoding } from './detect-encoding.ts';

/** What bytes 0x80 to 0x9f stand for in Windows-1252; Node before 24 reads them as control characters. */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const controlPattern = /[\u0080-\u009f]/g;

/** Decodes bytes block by block; the last call has `isLast`. What cannot be decoded becomes U+FFFD. */
export function textDecoder(encoding: Encoding): (bytes: Uint8Array, isLast: boolean) => string {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  if (encoding !== 'windows-1252') return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
  return (bytes, isLast) =>
    decoder
      .decode(bytes, { stream: !isLast })
      .replace(controlPattern, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);
}
