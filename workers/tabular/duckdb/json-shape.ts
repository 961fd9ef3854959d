import { Fault } from '../../../contract/faults.ts';
import { openByteFile } from '../zip/byte-file.ts';

/** Where the records stand: in one list, one after another, or in a list under a key of the one object. */
export type JsonShape =
  | { readonly kind: 'list' }
  /** `isLines`: each on a line of its own. */
  | { readonly kind: 'records'; readonly isLines: boolean }
  | { readonly kind: 'wrapped'; readonly key: string };

export interface JsonFile {
  readonly shape: JsonShape;
  readonly sizeBytes: number;
  /** About so many bytes make a record, judged by the beginning; null: no whole one is seen there. */
  readonly recordBytes: number | null;
}

const headBytes = 2 ** 20;
/** An object that holds the list must be read whole. */
const mostWrappedBytes = 512 * 2 ** 20;

/**
 * Looks at the beginning of a JSON file. Faults: JSON_INVALID when it is UTF-16 or begins as no JSON does, TABLE_TOO_LARGE
 * for a list inside an object that is too large to be read whole.
 */
export function lookAtJson(path: string, fileName: string): JsonFile {
  const file = openByteFile(path);
  try {
    const { sizeBytes } = file;
    const head = file.read(0, headBytes);
    if (head[0] === 0xff || head[0] === 0xfe || head[1] === 0) throw invalid(fileName, 'UTF-16 text; JSON is UTF-8');
    const text = new TextDecoder('utf-8').decode(head);
    const start = nextSign(text, 0);
    if (text[start] === '[') return { shape: { kind: 'list' }, sizeBytes, recordBytes: recordBytesOf(text, start + 1) };
    if (text[start] !== '{') throw invalid(fileName, 'it begins with neither { nor [');
    const { end, listKey } = lookAtObject(text, start);
    const isOne = end < 0 || (nextSign(text, end) >= text.length && head.length >= sizeBytes);
    if (!isOne || listKey === null) {
      const isLines = end < 0 || !text.slice(start, end).includes('\n');
      return { shape: { kind: 'records', isLines }, sizeBytes, recordBytes: recordBytesOf(text, start) };
    }
    if (sizeBytes > mostWrappedBytes) {
      throw new Fault('TABLE_TOO_LARGE', { file: fileName, needed: '2 GiB', available: '1 GiB' });
    }
    return { shape: { kind: 'wrapped', key: listKey }, sizeBytes, recordBytes: null };
  } finally {
    file.close();
  }
}

function invalid(fileName: string, reason: string): Fault {
  return new Fault('JSON_INVALID', { file: fileName, place: '1', reason });
}

/** Bytes of a record by those that stand whole in `text` from `from` on. */
function recordBytesOf(text: string, from: number): number | null {
  let at = from;
  let count = 0;
  let end = from;
  while (count < 1000) {
    at = nextSign(text, at);
    if (text[at] === ',') at = nextSign(text, at + 1);
    const next = at < text.length ? valueEnd(text, at) : -1;
    if (next <= at || text[at] === ']') break;
    count++;
    at = end = next;
  }
  return count === 0 ? null : Buffer.byteLength(text.slice(from, end)) / count;
}

/** Where the object that opens at `start` ends (−1: not in `text`), and the first of its keys that holds a list of objects. */
function lookAtObject(text: string, start: number): { end: number; listKey: string | null } {
  let listKey: string | null = null;
  let at = start + 1;
  for (;;) {
    const keyStart = nextSign(text, at);
    if (text[keyStart] === '}') return { end: keyStart + 1, listKey };
    const keyEnd = text[keyStart] === '"' ? stringEnd(text, keyStart) : -1;
    const colon = keyEnd < 0 ? -1 : nextSign(text, keyEnd);
    if (colon < 0 || text[colon] !== ':') return { end: -1, listKey };
    const value = nextSign(text, colon + 1);
    if (text[value] === '[' && text[nextSign(text, value + 1)] === '{') listKey ??= keyOf(text.slice(keyStart, keyEnd));
    const end = valueEnd(text, value);
    const after = end < 0 ? -1 : nextSign(text, end);
    if (after < 0 || (text[after] !== ',' && text[after] !== '}')) return { end: -1, listKey };
    at = text[after] === ',' ? after + 1 : after;
  }
}

function keyOf(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}

const blank = /[^\s\ufeff]/g;

/** Where the next sign stands that is no blank; the length of `text` when there is none. */
function nextSign(text: string, from: number): number {
  blank.lastIndex = from;
  return blank.exec(text)?.index ?? text.length;
}

/** After the closing quote of the string that opens at `from`; −1: it is not closed. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return -1;
}

/** After the value that begins at `from`; −1: it does not end in `text`. */
function valueEnd(text: string, from: number): number {
  if (text[from] === '"') return stringEnd(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      const end = stringEnd(text, at);
      if (end < 0) return -1;
      at = end - 1;
    } else if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (sign === ',' || sign === '\n')) return at;
  }
  return -1;
}
