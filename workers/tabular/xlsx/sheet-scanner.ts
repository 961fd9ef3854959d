import { Fault } from '../../../contract/faults.ts';
import { ByteFeed, maximumTokenBytes } from './byte-feed.ts';
import type { ByteRoom } from './byte-room.ts';
import { CellReader } from './cell-reader.ts';
import { type CellSink, maximumRows } from './cell-sink.ts';
import { CellTag } from './cell-tag.ts';
import type { FastCells } from './fast-cells.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { ascii, byte, endsName, hasName, isForbidden, skipMarkup, tagEnd } from './xml-bytes.ts';

const worksheetName = ascii('worksheet');
const sheetDataName = ascii('sheetData');
const rowName = ascii('row');

function isVisibleAscii(value: number): boolean {
  return value > byte.space && value < 0x7f;
}

export interface SheetScannerOptions {
  readonly fileName: string;
  /** The part's name, for faults. */
  readonly part: string;
  /** `NumberMeaning` by style index. */
  readonly styleMeanings: Uint8Array;
  readonly is1904: boolean;
  /** Where the bytes lie, and who reads most of the cells there, unless they are read one by one. */
  readonly fast?: { readonly cells: FastCells; readonly room: ByteRoom };
}

/**
 * Reads the cells out of a worksheet part (ECMA-376 part 1, 18.3.1) chunk by chunk, straight from bytes. Elements are
 * known by their name under the prefix of the root element; everything foreign is passed over. It ends with the sheet's
 * data, or when the sink has enough.
 * Faults: XML_FORBIDDEN; MarkupNotUnderstood (as WORKBOOK_DAMAGED).
 */
export class SheetScanner {
  /** Nothing that follows matters. */
  isDone = false;
  /** The sink wants no more; what follows was not looked at. */
  isFull = false;
  /** Bytes of the part that have been understood. */
  scannedBytes = 0;
  readonly #feed: ByteFeed;
  readonly #sink: CellSink;
  readonly #options: SheetScannerOptions;
  readonly #cell: CellReader;
  readonly #rowTag = new CellTag();
  #prefix: Uint8Array = new Uint8Array(0);
  #hasRoot = false;
  #isInData = false;
  #row = -1;
  #droppedBytes = 0;

  constructor(sink: CellSink, options: SheetScannerOptions) {
    this.#sink = sink;
    this.#options = options;
    this.#feed = new ByteFeed(options.fast?.room);
    this.#cell = new CellReader(sink, options);
  }

  push(chunk: Uint8Array): void {
    if (this.isDone || !this.#feed.push(chunk)) return;
    const { end } = this.#feed;
    const done = this.#scan(end);
    this.scannedBytes = this.#droppedBytes + done;
    if (this.isDone) return;
    if (end - done > maximumTokenBytes) throw this.#damaged(`a token of more than ${maximumTokenBytes} bytes`);
    this.#feed.drop(done);
    this.#droppedBytes += done;
  }

  /** To be called after the last chunk. */
  finish(): void {
    if (!this.isDone) this.#scan(this.#feed.end);
    this.#feed.close();
    if (!this.isDone) throw this.#damaged(this.#hasRoot ? 'the sheet’s data does not end' : 'no worksheet element');
  }

  /** Gives the place from which bytes are still needed. */
  #scan(end: number): number {
    let at = 0;
    for (;;) {
      if (this.#isInData && this.#cell.isRowKnown) at = this.#scanFast(at, end);
      const { bytes } = this.#feed; // anew each time: reading a cell may move them
      while (at < end && bytes[at] !== byte.less) {
        if (!this.#hasRoot && isVisibleAscii(bytes[at] as number)) throw this.#damaged('text before the root element');
        at++;
      }
      if (at >= end) return end;
      const next = this.#readTag(bytes, at, end);
      if (next === isForbidden) {
        throw new Fault('XML_FORBIDDEN', { file: this.#options.fileName, part: this.#options.part });
      }
      if (next < 0 || this.isDone) return at;
      at = next;
    }
  }

  #scanFast(from: number, end: number): number {
    const cells = this.#options.fast?.cells;
    if (cells === undefined) return from;
    const at = cells.scan(from, end, this.#cell.row, this.#cell.column);
    this.#row = cells.row;
    this.#cell.resume(cells.row, cells.column);
    return at;
  }

  #readTag(bytes: Uint8Array, at: number, end: number): number {
    const first = bytes[at + 1] as number;
    if (first === byte.exclamation || first === byte.question) return skipMarkup(bytes, at, end);
    if (!this.#isInData) return this.#readOuterTag(bytes, at, end);
    const prefixBytes = this.#prefix.length;
    if (first === byte.slash) return this.#readEndTag(bytes, at, end);
    const name = at + 1 + prefixBytes;
    if (prefixBytes === 0 || hasName(bytes, at + 1, this.#prefix)) {
      if (bytes[name] === byte.lowerC && endsName(bytes[name + 1] as number)) {
        return this.#cell.read(bytes, name + 1, end);
      }
      if (hasName(bytes, name, rowName) && endsName(bytes[name + 3] as number)) {
        return this.#readRow(bytes, name + 3, end);
      }
    }
    const close = tagEnd(bytes, at + 1, end);
    return close < 0 ? -1 : close + 1;
  }

  #readRow(bytes: Uint8Array, from: number, end: number): number {
    const tag = this.#rowTag;
    const next = tag.read(bytes, from, end, true, false);
    if (next < 0) return -1;
    if (tag.isDamaged) throw this.#damaged('a row with an impossible number');
    // A cell may have moved the row on, where the row itself tells no number.
    this.#row = tag.row >= 0 ? tag.row : Math.max(this.#row, this.#cell.row) + 1;
    if (this.#row >= maximumRows) throw this.#damaged('more rows than a sheet can have');
    this.#cell.startRow(this.#row, tag.row >= 0);
    this.isFull = this.#cell.isFull || (tag.row >= 0 && !this.#sink.startRow(tag.row));
    this.isDone = this.isFull;
    return next;
  }

  #readEndTag(bytes: Uint8Array, at: number, end: number): number {
    const close = tagEnd(bytes, at + 1, end);
    if (close < 0) return -1;
    if (hasName(bytes, at + 2, this.#prefix) && hasName(bytes, at + 2 + this.#prefix.length, sheetDataName)) {
      this.isDone = true;
    }
    return close + 1;
  }

  /** Before the data: the root element tells the prefix; everything up to `sheetData` is passed over. */
  #readOuterTag(bytes: Uint8Array, at: number, end: number): number {
    const close = tagEnd(bytes, at + 1, end);
    if (close < 0) return -1;
    const isEndTag = bytes[at + 1] === byte.slash;
    let nameEnd = at + 1;
    let colon = -1;
    if (isEndTag) nameEnd++;
    const nameStart = nameEnd;
    for (; nameEnd < close && !endsName(bytes[nameEnd] as number); nameEnd++) {
      if (bytes[nameEnd] === byte.colon) colon = nameEnd;
    }
    const isNamed = (name: Uint8Array): boolean => {
      const start = nameStart + this.#prefix.length;
      return nameEnd - start === name.length && hasName(bytes, nameStart, this.#prefix) && hasName(bytes, start, name);
    };
    if (!this.#hasRoot) {
      if (colon >= 0) this.#prefix = bytes.slice(nameStart, colon + 1);
      if (isEndTag || !isNamed(worksheetName)) throw this.#damaged('not a worksheet');
      this.#hasRoot = true;
      this.#cell.setPrefix(this.#prefix);
      this.isDone = bytes[close - 1] === byte.slash;
    } else if (isEndTag) this.isDone = isNamed(worksheetName);
    else if (isNamed(sheetDataName)) {
      if (bytes[close - 1] === byte.slash) this.isDone = true;
      this.#isInData = true;
    }
    return close + 1;
  }

  #damaged(detail: string): Fault {
    return new MarkupNotUnderstood(this.#options.fileName, this.#options.part, detail);
  }
}
