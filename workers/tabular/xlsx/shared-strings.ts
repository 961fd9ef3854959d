import { Fault } from '../../../contract/faults.ts';
import { ByteFeed, maximumTokenBytes } from './byte-feed.ts';
import type { ByteRoom } from './byte-room.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { collectRichText } from './rich-text.ts';
import { TextBuffer } from './text-buffer.ts';
import { ascii, byte, endsName, hasName, isForbidden, skipMarkup, tagEnd } from './xml-bytes.ts';

const itemName = ascii('si');
const tableName = ascii('sst');

/** Takes the shared strings one after another. */
export interface StringSink {
  /** Where the bytes lie that are scanned. */
  readonly room: ByteRoom;
  /** No more are wanted. */
  readonly isFull: boolean;
  /** Takes the text of the next string. */
  add(text: TextBuffer): void;
  /** Reads strings of the usual form faster; gives where it stopped: before a tag, or at `end`. */
  scan(from: number, end: number): number;
}

export interface SharedStringOptions {
  readonly fileName: string;
  readonly part: string;
  readonly sink: StringSink;
}

/**
 * Finds the shared strings (ECMA-376 part 1, 18.4.9) chunk by chunk; the counts that the part claims are not believed.
 * Faults: XML_FORBIDDEN; WORKBOOK_DAMAGED.
 */
export class SharedStringScanner {
  /** Nothing that follows matters. */
  isDone = false;
  readonly #feed: ByteFeed;
  readonly #options: SharedStringOptions;
  readonly #text = new TextBuffer();
  #prefix: Uint8Array = new Uint8Array(0);
  #hasRoot = false;
  #isInTable = false;

  constructor(options: SharedStringOptions) {
    this.#options = options;
    this.#feed = new ByteFeed(options.sink.room);
  }

  /** The sink wants no more; what follows was not looked at. */
  get isFull(): boolean {
    return this.#options.sink.isFull;
  }

  push(chunk: Uint8Array): void {
    if (this.isDone || !this.#feed.push(chunk)) return;
    this.#step();
  }

  /** To be called after the last chunk. */
  finish(): void {
    if (!this.isDone) this.#step();
    if (!this.isDone && !this.isFull) throw this.#damaged(this.#hasRoot ? 'the strings do not end' : 'no sst element');
  }

  #step(): void {
    const { end } = this.#feed;
    const { sink } = this.#options;
    let at = 0;
    while (!this.isDone) {
      if (this.#isInTable && this.#prefix.length === 0) at = sink.scan(at, end);
      if (this.isFull) break;
      const { bytes } = this.#feed; // anew each time: taking a string may move them
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
      this.#isInTable = true;
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
    this.#text.clear();
    let next = from;
    if (!isEmpty) {
      next = collectRichText(bytes, from, end, this.#prefix, itemName, this.#text);
      if (next < 0) return next; // read again when more has come
    }
    this.#options.sink.add(this.#text);
    return next;
  }

  #damaged(detail: string): Fault {
    return new MarkupNotUnderstood(this.#options.fileName, this.#options.part, detail);
  }
}
