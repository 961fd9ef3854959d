import type { ByteSink } from '../../explore/parquet/byte-sink.ts';
import { isoDateText } from '../../explore/parquet/cell-text.ts';
import type { CellColumn } from '../cell-column.ts';
import { cellKind, type DictionaryView } from '../segment.ts';
import { FixedBytes } from './fixed-bytes.ts';
import { maxNumberBytes, NumberMarkup, putText } from './number-markup.ts';
import type { TextTarget } from './packed-text.ts';
import { columnLetters } from './sheet-markup.ts';
import { type TextMarkup, textMark, textMarkup } from './text-markup.ts';

/** Numbers of styles (StyleBook); 0: that of any cell. */
export interface ColumnStyles {
  readonly number: number;
  readonly date: number;
  /** Of text that a spreadsheet program would take for something else. */
  readonly quoted: number;
}

/** Excel's day 0 in days before 1970, and its first day whose number is the same in every program. */
const epochDay = 25_569;
const firstSafeDay = 61;
const endDay = 2_958_466;
const dayMs = 86_400_000;
/** What a cell takes at most beside its text. */
const maxCellBytes = 128 + maxNumberBytes;
const maxRowBytes = 40;
/** Longer texts are copied as a block. */
const blockBytes = 64;

const errorTexts = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A']);
const valueEnd = new FixedBytes('</v></c>');
const spacedEnd = new FixedBytes('</t></is></c>');
const rowStart = new FixedBytes('<row r="');
const tagEnd = new FixedBytes('">');
const rowEnd = new FixedBytes('</row>');
const errorStart = new FixedBytes('" t="e"><v>');
const trueMarkup = new FixedBytes('" t="b"><v>1</v></c>');
const falseMarkup = new FixedBytes('" t="b"><v>0</v></c>');

const opening = (style: number, rest: string) => new FixedBytes(`"${style > 0 ? ` s="${style}"` : ''}${rest}`);
// A fifth fewer bytes than an inline string, which alone keeps spaces at the ends.
const short = ' t="str"><v>';
const spaced = ' t="inlineStr"><is><t xml:space="preserve">';

/** What does not change from row to row in a column. */
class ColumnMarkup {
  readonly start: FixedBytes;
  readonly number: FixedBytes;
  readonly date: FixedBytes;
  /** By the marks of a text, those for spaces and quoting. */
  readonly texts: readonly FixedBytes[];
  readonly numbers = new NumberMarkup();
  readonly dates = new NumberMarkup();
  dictionary: DictionaryView | null = null;
  markup: TextMarkup | null = null;

  constructor(place: number, { number, date, quoted }: ColumnStyles) {
    this.start = new FixedBytes(`<c r="${columnLetters(place)}`);
    this.number = opening(number, '><v>');
    this.date = opening(date, '><v>');
    this.texts = [opening(0, short), opening(0, spaced), opening(quoted, short), opening(quoted, spaced)];
  }

  use(dictionary: DictionaryView | null): void {
    if (dictionary === this.dictionary) return;
    this.dictionary = dictionary;
    this.markup = dictionary && textMarkup(dictionary);
  }
}

/** Four bytes at a time. */
function copyWords(source: DataView, from: number, target: DataView, at: number, length: number): void {
  let done = 0;
  for (; done + 4 <= length; done += 4) target.setInt32(at + done, source.getInt32(from + done, true), true);
  for (; done < length; done++) target.setUint8(at + done, source.getUint8(from + done));
}

/** The number of a row, as it stands in the address of each of its cells. */
class RowNumber {
  readonly digits = new Uint8Array(16);
  length = 0;
  readonly #markup = new NumberMarkup();

  set(row: number): void {
    this.length = this.#markup.put(this.digits, 0, row);
  }

  put(bytes: Uint8Array, at: number): number {
    for (let index = 0; index < this.length; index++) bytes[at + index] = this.digits[index] as number;
    return at + this.length;
  }
}

/**
 * Writes typed columns as rows of a sheet, straight into bytes: no strings are made for numbers, and a text's markup is made
 * once for each distinct one. Numbers come back bit for bit; what Excel has no number for (infinity, days before March
 * 1900) is written as text, what is no number at all stays empty.
 */
export class DataRows {
  readonly #columns: readonly ColumnMarkup[];
  /** Texts that were cut because a cell of Excel holds no more, by column. */
  readonly cutTexts: Float64Array;
  readonly #row = new RowNumber();
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#bytes.buffer);

  constructor(styles: readonly ColumnStyles[]) {
    this.#columns = styles.map((style, place) => new ColumnMarkup(place, style));
    this.cutTexts = new Float64Array(styles.length);
  }

  /** Rows `from`..`to` of `cells`, the first of which becomes row `sheetRow` (1-based) of the sheet. */
  write(text: TextTarget, cells: readonly CellColumn[], from: number, to: number, sheetRow: number): void {
    for (const [place, column] of this.#columns.entries()) column.use(cells[place]?.dictionary ?? null);
    const { sink } = text;
    for (let row = from; row < to; row++) {
      this.#row.set(sheetRow + row - from);
      this.#reserve(sink, maxRowBytes);
      const at = this.#row.put(this.#bytes, rowStart.put(this.#view, sink.length));
      sink.length = tagEnd.put(this.#view, at);
      for (let place = 0; place < cells.length; place++) {
        const column = cells[place] as CellColumn;
        const kind = column.kinds[row] as number;
        if (kind !== cellKind.missing) this.#put(sink, place, column, kind, row);
      }
      this.#reserve(sink, maxRowBytes);
      sink.length = rowEnd.put(this.#view, sink.length);
      text.flushWhenFull();
    }
  }

  #reserve(sink: ByteSink, count: number): void {
    sink.reserve(count);
    if (sink.bytes === this.#bytes) return;
    this.#bytes = sink.bytes;
    this.#view = new DataView(sink.bytes.buffer, sink.bytes.byteOffset, sink.bytes.byteLength);
  }

  #put(sink: ByteSink, place: number, cells: CellColumn, kind: number, row: number): void {
    this.#reserve(sink, maxCellBytes);
    const column = this.#columns[place] as ColumnMarkup;
    const at = this.#row.put(this.#bytes, column.start.put(this.#view, sink.length));
    if (kind === cellKind.text || kind === cellKind.error) {
      this.#putText(sink, place, at, (cells.codes as Uint32Array)[row] as number, kind === cellKind.error);
      return;
    }
    const value = (cells.numbers as Float64Array)[row] as number;
    if (kind === cellKind.number) this.#putNumber(sink, column, at, value);
    else if (kind === cellKind.date) this.#putDate(sink, column, at, value);
    else sink.length = (value === 1 ? trueMarkup : falseMarkup).put(this.#view, at);
  }

  #putNumber(sink: ByteSink, column: ColumnMarkup, at: number, value: number): void {
    if (Number.isFinite(value)) {
      const next = column.numbers.put(this.#bytes, column.number.put(this.#view, at), value);
      sink.length = valueEnd.put(this.#view, next);
    } else if (!Number.isNaN(value)) {
      this.#putInline(sink, column, at, String(value));
    }
  }

  #putDate(sink: ByteSink, column: ColumnMarkup, at: number, timeMs: number): void {
    const day = timeMs / dayMs + epochDay;
    if (!(day >= firstSafeDay && day < endDay)) {
      this.#putInline(sink, column, at, isoDateText(timeMs));
      return;
    }
    const next = column.dates.put(this.#bytes, column.date.put(this.#view, at), day);
    sink.length = valueEnd.put(this.#view, next);
  }

  #putInline(sink: ByteSink, column: ColumnMarkup, at: number, text: string): void {
    const opening = column.texts[0] as FixedBytes;
    sink.length = valueEnd.put(this.#view, putText(this.#bytes, opening.put(this.#view, at), text));
  }

  #putText(sink: ByteSink, place: number, at: number, code: number, isError: boolean): void {
    const column = this.#columns[place] as ColumnMarkup;
    const { offsets, bytes, view, marks, cuts } = column.markup as TextMarkup;
    const mark = marks[code] as number;
    if (mark === textMark.isEmpty) return;
    const from = offsets[code] as number;
    const length = (offsets[code + 1] as number) - from;
    if (cuts?.[code]) this.cutTexts[place] = (this.cutTexts[place] as number) + 1;
    if (isError && this.#putError(sink, at, bytes, from, length)) return;
    const next = (column.texts[mark] as FixedBytes).put(this.#view, at);
    if (length > blockBytes) {
      sink.length = next;
      this.#reserve(sink, length + maxCellBytes);
      this.#bytes.set(bytes.subarray(from, from + length), next);
    } else {
      copyWords(view, from, this.#view, next, length);
    }
    const end = (mark & textMark.keepsSpace) === 0 ? valueEnd : spacedEnd;
    sink.length = end.put(this.#view, next + length);
  }

  /** Whether it is an error that Excel knows. */
  #putError(sink: ByteSink, at: number, bytes: Uint8Array, from: number, length: number): boolean {
    const text = length > 7 ? '' : String.fromCharCode(...bytes.subarray(from, from + length));
    if (!errorTexts.has(text)) return false;
    sink.length = valueEnd.put(this.#view, putText(this.#bytes, errorStart.put(this.#view, at), text));
    return true;
  }
}
