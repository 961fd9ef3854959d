import type { ByteSink } from '../explore/parquet/byte-sink.ts';
import { isoDateText } from '../explore/parquet/cell-text.ts';
import type { CellColumn } from '../tabular/cell-column.ts';
import { cellKind, type DictionaryView } from '../tabular/segment.ts';
import { FixedBytes } from '../tabular/writer/fixed-bytes.ts';
import { maxNumberBytes, NumberMarkup, putText } from '../tabular/writer/number-markup.ts';
import type { TextTarget } from '../tabular/writer/packed-text.ts';
import { csvTexts, jsonTexts, type LineTexts } from './line-texts.ts';

/** A format in which each row is a line. */
export interface LineForm {
  /** What stands in front of each column's cell. */
  readonly starts: readonly string[];
  readonly end: string;
  readonly missing: string;
  /** Around texts that are made here: dates, infinities. */
  readonly quote: string;
  readonly texts: (dictionary: DictionaryView) => LineTexts;
  readonly date: (timeMs: number) => string;
}

/** Comma-separated values with the line ends of RFC 4180; times with a space, as spreadsheet programs read them. */
export const csvForm = (columns: number, isNeutralised: boolean): LineForm => ({
  starts: Array.from({ length: columns }, (_, place) => (place === 0 ? '' : ',')),
  // A line that holds nothing at all would be taken for no row.
  ...{ end: '\r\n', missing: columns === 1 ? '""' : '', quote: '' },
  texts: (dictionary) => csvTexts(dictionary, isNeutralised),
  date: (timeMs) => isoDateText(timeMs).replace('T', ' '),
});

/** An object on each line; an empty cell is null. */
export const jsonForm = (names: readonly string[]): LineForm => ({
  starts: names.map((name, place) => `${place === 0 ? '{' : ','}${JSON.stringify(name)}:`),
  ...{ end: '}\n', missing: 'null', quote: '"', texts: jsonTexts, date: isoDateText },
});

const maxRememberedDates = 65_536;

class LineColumn {
  readonly start: FixedBytes;
  readonly numbers = new NumberMarkup();
  dictionary: DictionaryView | null = null;
  texts: LineTexts | null = null;
  readonly dates = new Map<number, string>();

  constructor(start: string) {
    this.start = new FixedBytes(start);
  }
}

/** Writes typed columns as lines. Numbers stand in their shortest form that gives the same double again. */
export class LineRows {
  readonly #form: LineForm;
  readonly #columns: readonly LineColumn[];
  readonly #end: FixedBytes;
  readonly #missing: FixedBytes;
  readonly #true = new FixedBytes('true');
  readonly #false = new FixedBytes('false');
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#bytes.buffer);

  constructor(form: LineForm) {
    this.#form = form;
    this.#columns = form.starts.map((start) => new LineColumn(start));
    this.#end = new FixedBytes(form.end);
    this.#missing = new FixedBytes(form.missing);
  }

  /** Rows `from`..`to` of `cells`. */
  write(text: TextTarget, cells: readonly CellColumn[], from: number, to: number): void {
    for (const [place, column] of this.#columns.entries()) this.#use(column, cells[place]?.dictionary ?? null);
    const { sink } = text;
    for (let row = from; row < to; row++) {
      for (let place = 0; place < cells.length; place++) {
        const column = this.#columns[place] as LineColumn;
        this.#reserve(sink, column.start.length + 64 + maxNumberBytes);
        sink.length = column.start.put(this.#view, sink.length);
        this.#put(sink, column, cells[place] as CellColumn, row);
      }
      this.#reserve(sink, 16);
      sink.length = this.#end.put(this.#view, sink.length);
      text.flushWhenFull();
    }
  }

  #use(column: LineColumn, dictionary: DictionaryView | null): void {
    if (dictionary === column.dictionary) return;
    column.dictionary = dictionary;
    column.texts = dictionary && this.#form.texts(dictionary);
  }

  #reserve(sink: ByteSink, count: number): void {
    sink.reserve(count);
    if (sink.bytes === this.#bytes) return;
    this.#bytes = sink.bytes;
    this.#view = new DataView(sink.bytes.buffer, sink.bytes.byteOffset, sink.bytes.byteLength);
  }

  #put(sink: ByteSink, column: LineColumn, { kinds, numbers, codes }: CellColumn, row: number): void {
    const kind = kinds[row] as number;
    if (kind === cellKind.text || kind === cellKind.error) {
      this.#putText(sink, column.texts as LineTexts, codes?.[row] as number);
      return;
    }
    const value = numbers?.[row] as number;
    if (kind === cellKind.missing || Number.isNaN(value)) sink.length = this.#missing.put(this.#view, sink.length);
    else if (kind === cellKind.boolean) {
      sink.length = (value === 1 ? this.#true : this.#false).put(this.#view, sink.length);
    } else if (kind === cellKind.date) this.#putQuoted(sink, this.#dateText(column, value));
    else if (Number.isFinite(value)) sink.length = column.numbers.put(this.#bytes, sink.length, value);
    else this.#putQuoted(sink, String(value));
  }

  #putQuoted(sink: ByteSink, text: string): void {
    const { quote } = this.#form;
    sink.length = putText(this.#bytes, sink.length, quote + text + quote);
  }

  #dateText(column: LineColumn, timeMs: number): string {
    let text = column.dates.get(timeMs);
    if (text === undefined) {
      text = this.#form.date(timeMs);
      if (column.dates.size < maxRememberedDates) column.dates.set(timeMs, text);
    }
    return text;
  }

  #putText(sink: ByteSink, { bytes, offsets }: LineTexts, code: number): void {
    const from = offsets[code] as number;
    const length = (offsets[code + 1] as number) - from;
    this.#reserve(sink, length + 8);
    const target = this.#bytes;
    const at = sink.length;
    if (length > 64) target.set(bytes.subarray(from, from + length), at);
    else for (let index = 0; index < length; index++) target[at + index] = bytes[from + index] as number;
    sink.length = at + length;
  }
}
