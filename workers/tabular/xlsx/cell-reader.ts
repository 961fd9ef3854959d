import type { Fault } from '../../../contract/faults.ts';
import { type CellSink, maximumColumns } from './cell-sink.ts';
import { CellTag, cellType, wholeNumber } from './cell-tag.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { numberMeaning } from './number-formats.ts';
import { numberOfBytes } from './number-text.ts';
import { PlainCell } from './plain-cell.ts';
import { collectRichText, collectText } from './rich-text.ts';
import { dateOfIsoText, dateOfSerial } from './serial-date.ts';
import { TextBuffer } from './text-buffer.ts';
import { ascii, byte, endsName, hasName, tagEnd } from './xml-bytes.ts';

const inlineName = ascii('is');

export interface CellReaderOptions {
  readonly fileName: string;
  readonly part: string;
  readonly styleMeanings: Uint8Array;
  readonly is1904: boolean;
}

/** Reads one cell at a time and hands its value to a sink. Nothing is handed on before the whole cell is there. */
export class CellReader {
  /** 0-based row of the cells that come; the reference of the first cell sets it where the row tells none. */
  row = -1;
  isFull = false;
  readonly #sink: CellSink;
  readonly #options: CellReaderOptions;
  readonly #styleMeanings: Uint8Array;
  readonly #tag = new CellTag();
  readonly #plain = new PlainCell();
  readonly #text = new TextBuffer();
  #prefix: Uint8Array = new Uint8Array(0);
  #column = -1;
  #isRowKnown = true;
  /** Where the value lies: `#valueFrom..#valueTo` of the bytes at hand, or all of `#text`. */
  #valueFrom = 0;
  #valueTo = 0;
  #isCollected = false;

  constructor(sink: CellSink, options: CellReaderOptions) {
    this.#sink = sink;
    this.#options = options;
    this.#styleMeanings = options.styleMeanings;
  }

  setPrefix(prefix: Uint8Array): void {
    this.#prefix = prefix;
  }

  /** Whether the row of the next cell is known before it is read. */
  get isRowKnown(): boolean {
    return this.#isRowKnown;
  }

  /** 0-based column of the cell read last; −1 before the first of a row. */
  get column(): number {
    return this.#column;
  }

  /** Goes on behind a cell that somebody else has read. */
  resume(row: number, column: number): void {
    this.row = row;
    this.#column = column;
  }

  startRow(row: number, isKnown: boolean): void {
    this.row = row;
    this.#column = -1;
    this.#isRowKnown = isKnown;
  }

  /** `from` is behind the name in the start tag. Gives the place behind the cell; -1 when it ends beyond `end`. */
  read(bytes: Uint8Array, from: number, end: number): number {
    if (this.#isRowKnown && this.#prefix.length === 0) {
      const next = this.#plain.read(bytes, from);
      if (next > 0) {
        this.#emitPlain();
        return next;
      }
    }
    const tag = this.#tag;
    let at = tag.read(bytes, from, end, false, !this.#isRowKnown);
    if (at < 0) return -1;
    if (tag.isDamaged) throw this.#damaged('a cell with an impossible reference');
    if (!tag.isEmpty) {
      at = this.#readContent(bytes, at, end);
      if (at < 0) return at;
    }
    this.#column = tag.column >= 0 ? tag.column : this.#column + 1;
    if (this.#column >= maximumColumns) throw this.#damaged('more columns than a sheet can have');
    if (!this.#isRowKnown) this.#startUnknownRow();
    if (!tag.isEmpty && !this.isFull) {
      if (this.#isCollected) this.#emit(this.#text.bytes, 0, this.#text.length);
      else if (this.#valueTo > this.#valueFrom) this.#emit(bytes, this.#valueFrom, this.#valueTo);
    }
    return at;
  }

  #startUnknownRow(): void {
    if (this.#tag.row >= 0) this.row = this.#tag.row;
    this.#isRowKnown = true;
    this.isFull = !this.#sink.startRow(this.row);
  }

  #readContent(bytes: Uint8Array, from: number, end: number): number {
    const prefixBytes = this.#prefix.length;
    this.#valueFrom = 0;
    this.#valueTo = 0;
    this.#isCollected = false;
    for (let at = from; ; ) {
      if (bytes[at] !== byte.less) {
        at++;
        if (at >= end) return -1;
        continue;
      }
      const next = bytes[at + 1] as number;
      if (next === byte.exclamation || next === byte.question) {
        at = collectText(bytes, at, end, null);
        if (at < 0) return at;
        continue;
      }
      const name = at + 1 + prefixBytes;
      if (next === byte.slash) {
        if (bytes[name + 1] === byte.lowerC && endsName(bytes[name + 2] as number)) {
          if (hasName(bytes, at + 2, this.#prefix)) {
            const close = tagEnd(bytes, name + 2, end);
            return close < 0 ? -1 : close + 1;
          }
        }
        if (this.#endsRow(bytes, name + 1)) throw this.#damaged('a cell that does not end');
      } else if (prefixBytes === 0 || hasName(bytes, at + 1, this.#prefix)) {
        const first = bytes[name] as number;
        if (first === byte.lowerV && endsName(bytes[name + 1] as number)) {
          at = this.#readValue(bytes, name + 1, end);
          if (at < 0) return at;
          continue;
        }
        if (first === byte.lowerI && hasName(bytes, name, inlineName) && endsName(bytes[name + 2] as number)) {
          at = this.#readInline(bytes, name + 2, end);
          if (at < 0) return at;
          continue;
        }
        if (first === byte.lowerC && endsName(bytes[name + 1] as number)) throw this.#damaged('a cell within a cell');
      }
      const close = tagEnd(bytes, at + 1, end);
      if (close < 0) return -1;
      at = close + 1;
      if (at >= end) return -1;
    }
  }

  #endsRow(bytes: Uint8Array, name: number): boolean {
    return bytes[name] === byte.lowerR && bytes[name + 1] === 0x6f && bytes[name + 2] === 0x77;
  }

  /** `from` is behind the name of `v`; gives the place of the tag behind its text. */
  #readValue(bytes: Uint8Array, from: number, end: number): number {
    let at = from;
    if (bytes[at] !== byte.greater) {
      at = tagEnd(bytes, at, end);
      if (at < 0) return -1;
      if (bytes[at - 1] === byte.slash) return at + 1 < end ? at + 1 : -1;
    }
    const start = ++at;
    let needsCollecting = false;
    for (; at < end; at++) {
      const value = bytes[at] as number;
      if (value === byte.less) break;
      if (value === byte.ampersand || value === byte.carriageReturn) needsCollecting = true;
      else if (value === byte.underscore && bytes[at + 1] === byte.lowerX) needsCollecting = true;
    }
    if (at >= end) return -1;
    const next = bytes[at + 1] as number;
    if (needsCollecting || next === byte.exclamation || next === byte.question) {
      this.#text.clear();
      this.#isCollected = true;
      return collectText(bytes, start, end, this.#text);
    }
    if (next === 0) return -1;
    this.#valueFrom = start;
    this.#valueTo = at;
    return at;
  }

  #readInline(bytes: Uint8Array, from: number, end: number): number {
    const close = tagEnd(bytes, from, end);
    if (close < 0) return -1;
    if (bytes[close - 1] === byte.slash) return close + 1 < end ? close + 1 : -1;
    this.#text.clear();
    const next = collectRichText(bytes, close + 1, end, this.#prefix, inlineName, this.#text);
    if (next < 0) return next;
    this.#isCollected = true;
    if (this.#tag.type === cellType.number || this.#tag.type === cellType.shared) this.#tag.type = cellType.text;
    return next < end ? next : -1;
  }

  #emit(bytes: Uint8Array, from: number, to: number): void {
    if (from === to) return; // an empty text is a missing cell
    const sink = this.#sink;
    const row = this.row;
    const column = this.#column;
    switch (this.#tag.type) {
      case cellType.number: {
        const value = numberOfBytes(bytes, from, to);
        if (Number.isNaN(value)) this.#emitOdd(bytes, from, to);
        else this.#emitNumber(value, this.#tag.style);
        break;
      }
      case cellType.shared:
        sink.sharedText(row, column, wholeNumber(bytes, from, to));
        break;
      case cellType.boolean:
        sink.boolean(row, column, bytes[from] === 0x31 || bytes[from] === 0x74); // 1 or true
        break;
      case cellType.error:
        sink.error(row, column, bytes, from, to);
        break;
      case cellType.isoDate: {
        const timeMs = dateOfIsoText(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1'));
        if (Number.isNaN(timeMs)) sink.text(row, column, bytes, from, to);
        else sink.date(row, column, timeMs);
        break;
      }
      default:
        sink.text(row, column, bytes, from, to);
    }
  }

  #emitPlain(): void {
    const { column, value, style, isShared } = this.#plain;
    this.#column = column;
    if (isShared) this.#sink.sharedText(this.row, column, value);
    else this.#emitNumber(value, style);
  }

  #emitNumber(value: number, style: number): void {
    const meaning = this.#styleMeanings[style];
    if (meaning !== undefined && meaning !== numberMeaning.number) {
      // A time of day alone (below one day) has no date: it stays the fraction of a day that it is.
      const timeMs =
        meaning === numberMeaning.timeOfDay && value < 1 ? Number.NaN : dateOfSerial(value, this.#options.is1904);
      if (!Number.isNaN(timeMs)) {
        this.#sink.date(this.row, this.#column, timeMs);
        return;
      }
    }
    this.#sink.number(this.row, this.#column, value);
  }

  /** A number cell that holds no number (`NaN`, `1E309`, `0x10`): kept as the text it is, unless it is blank. */
  #emitOdd(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      if ((bytes[at] as number) > byte.space) {
        this.#sink.text(this.row, this.#column, bytes, from, to);
        return;
      }
    }
  }

  #damaged(detail: string): Fault {
    return new MarkupNotUnderstood(this.#options.fileName, this.#options.part, detail);
  }
}
