import { isUtf8 } from 'node:buffer';
import { Fault } from '../../../contract/faults.ts';
import { ByteFeed, maximumTokenBytes } from './byte-feed.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { collectRichText } from './rich-text.ts';
import { TextBuffer } from './text-buffer.ts';
import { ascii, byte, endsName, hasName, isForbidden, skipMarkup, tagEnd } from './xml-bytes.ts';

const itemName = ascii('si');
const tableName = ascii('sst');

/** The shared strings of a workbook as UTF-8: string `i` is `bytes[offsets[i]..offsets[i + 1]]`. */
export interface SharedStrings {
  readonly count: number;
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

export const noSharedStrings: SharedStrings = { count: 0, offsets: new Uint32Array(1), bytes: new Uint8Array(0) };

export interface SharedStringOptions {
  readonly fileName: string;
  readonly part: string;
  /** Strings that are wanted; the rest is not read. */
  readonly maximumCount: number;
  /** Called with the bytes held so far; may throw. */
  readonly checkBytes: (bytes: number) => void;
}

/**
 * Collects the shared strings (ECMA-376 part 1, 18.4.9) chunk by chunk; the counts that the part claims are not believed.
 * Faults: XML_FORBIDDEN; WORKBOOK_DAMAGED.
 */
export class SharedStringScanner {
  isDone = false;
  readonly #feed = new ByteFeed();
  readonly #options: SharedStringOptions;
  readonly #text = new TextBuffer();
  #offsets = new Uint32Array(1024);
  #count = 0;
  #prefix: Uint8Array = new Uint8Array(0);
  #hasRoot = false;

  constructor(options: SharedStringOptions) {
    this.#options = options;
  }

  push(chunk: Uint8Array): void {
    if (this.isDone || !this.#feed.push(chunk)) return;
    this.#step();
    this.#options.checkBytes(this.#text.bytes.length + this.#offsets.byteLength);
  }

  /** To be called after the last chunk; gives the strings. */
  finish(): SharedStrings {
    if (!this.isDone) this.#step();
    if (!this.isDone) throw this.#damaged(this.#hasRoot ? 'the strings do not end' : 'no sst element');
    const bytes = this.#text.bytes.subarray(0, this.#text.length);
    if (!isUtf8(bytes)) throw this.#damaged('text that is not UTF-8');
    return { count: this.#count, offsets: this.#offsets.subarray(0, this.#count + 1), bytes };
  }

  #step(): void {
    const { bytes, end } = this.#feed;
    let at = 0;
    while (!this.isDone) {
      while (at < end && bytes[at] !== byte.less) at++;
      if (at >= end) break;
      const next = this.#readTag(bytes, at, end);
      if (next === isForbidden) {
        throw new Fault('XML_FORBIDDEN', { file: this.#options.fileName, part: this.#options.part });
      }
      if (next < 0) break;
      at = next;
    }
    if (end - at > maximumTokenBytes) throw this.#damaged(`a token of more than ${maximumTokenBytes} bytes`);
    this.#feed.drop(at);
  }

  #readTag(bytes: Uint8Array, at: number, end: number): number {
    const first = bytes[at + 1] as number;
    if (first === byte.exclamation || first === byte.question) return skipMarkup(bytes, at, end);
    const close = tagEnd(bytes, at + 1, end);
    if (close < 0) return -1;
    const isEmpty = bytes[close - 1] === byte.slash;
    if (!this.#hasRoot) this.#readRoot(bytes, at, close);
    const isEndTag = first === byte.slash;
    const name = at + (isEndTag ? 2 : 1) + this.#prefix.length;
    if (!hasName(bytes, name - this.#prefix.length, this.#prefix)) return close + 1;
    if (hasName(bytes, name, tableName) && endsName(bytes[name + 3] as number)) {
      this.isDone = isEndTag || isEmpty;
    } else if (!isEndTag && hasName(bytes, name, itemName) && endsName(bytes[name + 2] as number)) {
      return this.#readItem(bytes, close + 1, end, isEmpty);
    }
    return close + 1;
  }

  #readRoot(bytes: Uint8Array, at: number, close: number): void {
    let nameEnd = at + 1;
    let nameStart = nameEnd;
    for (; nameEnd < close && !endsName(bytes[nameEnd] as number); nameEnd++) {
      if (bytes[nameEnd] === byte.colon) nameStart = nameEnd + 1;
    }
    this.#prefix = bytes.slice(at + 1, nameStart);
    this.#hasRoot = true;
    if (!hasName(bytes, nameStart, tableName)) throw this.#damaged('not a table of strings');
  }

  #readItem(bytes: Uint8Array, from: number, end: number, isEmpty: boolean): number {
    const lengthBefore = this.#text.length;
    let next = from;
    if (!isEmpty) {
      next = collectRichText(bytes, from, end, this.#prefix, itemName, this.#text);
      if (next < 0) {
        this.#text.length = lengthBefore; // read again when more has come
        return next;
      }
    }
    this.#count++;
    if (this.#count + 1 > this.#offsets.length) {
      const larger = new Uint32Array(this.#offsets.length * 2);
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    this.#offsets[this.#count] = this.#text.length;
    if (this.#count >= this.#options.maximumCount) this.isDone = true;
    return next;
  }

  #damaged(detail: string): Fault {
    return new MarkupNotUnderstood(this.#options.fileName, this.#options.part, detail);
  }
}
