import type { TextBuffer } from './text-buffer.ts';
import { ascii, byte, cdataEnd, cdataStart, endsName, hasName, skipMarkup, tagEnd } from './xml-bytes.ts';

const phoneticName = ascii('rPh');

/**
 * Adds to `text` what stands between two tags from `from` on, comments left out and CDATA included. Gives the place
 * of the `<` of the next tag; -1 when it lies beyond `end`; `isForbidden` for a document type declaration.
 */
export function collectText(bytes: Uint8Array, from: number, end: number, text: TextBuffer | null): number {
  for (let start = from; ; ) {
    let at = start;
    while (at < end && bytes[at] !== byte.less) at++;
    if (at >= end) return -1;
    text?.appendEscaped(bytes, start, at);
    const next = bytes[at + 1];
    if (next !== byte.exclamation && next !== byte.question) return at;
    start = skipMarkup(bytes, at, end);
    if (start < 0) return start;
    if (hasName(bytes, at, cdataStart)) text?.appendRaw(bytes, at + cdataStart.length, start - cdataEnd.length);
  }
}

/**
 * Adds to `text` the text runs of a string item (`<si>` or `<is>`), phonetic runs left out. `from` is behind its
 * start tag, `closing` its name. Gives the place behind its end tag; -1 when it lies beyond `end`; `isForbidden` for a
 * document type declaration.
 */
export function collectRichText(
  bytes: Uint8Array,
  from: number,
  end: number,
  prefix: Uint8Array,
  closing: Uint8Array,
  text: TextBuffer,
): number {
  let isPhonetic = false;
  for (let at = from; ; ) {
    at = collectText(bytes, at, end, null);
    if (at < 0) return at;
    const isEndTag = bytes[at + 1] === byte.slash;
    const name = at + (isEndTag ? 2 : 1) + prefix.length;
    const isOwn = hasName(bytes, name - prefix.length, prefix);
    const close = tagEnd(bytes, at + 1, end);
    if (close < 0) return -1;
    const isEmpty = bytes[close - 1] === byte.slash;
    at = close + 1;
    if (!isOwn) continue;
    const isPhoneticTag = hasName(bytes, name, phoneticName) && endsName(bytes[name + 3] as number);
    if (isEndTag) {
      if (isPhoneticTag) isPhonetic = false;
      else if (hasName(bytes, name, closing) && endsName(bytes[name + closing.length] as number)) return at;
    } else if (isEmpty) continue;
    else if (isPhoneticTag) isPhonetic = true;
    else if (bytes[name] === byte.lowerT && endsName(bytes[name + 1] as number)) {
      at = collectText(bytes, at, end, isPhonetic ? null : text);
      if (at < 0) return at;
    }
  }
}
