import { isUtf8 } from 'node:buffer';
import { ColumnBuilder } from '../column-builder.ts';
import { cellKind } from '../segment.ts';
import { CellParser, idText } from './parse-cell.ts';
import { unquote } from './quoted-field.ts';
import type { RowRules } from './row-rules.ts';
import type { TableColumns } from './table-columns.ts';

/** How a field is read: whatever it holds, as text, or not at all. */
export const fieldMode = { any: 0, text: 1, ignored: 2 } as const;

const noCodes = new Uint32Array(0);

/** First bytes of texts that can be nothing but text, and that no space begins. */
const beginsText = new Uint8Array(256).fill(1);
for (const sign of ' \t+-.,0123456789"#<NntTfFiI') beginsText[sign.charCodeAt(0)] = 0;

/** Puts fields into columns. `numberPlaces` stands by field, for the hot loop of RowParser. */
export class FieldStore {
  /** Per field; the last one stands for all fields beyond the table. */
  readonly modes: Uint8Array;
  /** Per field: where row 0 stands in the numbers and kinds of TableColumns; −1: write by `putNumber`. */
  readonly numberPlaces: Int32Array;
  /** Texts per column that a number would damage; they speak for reading the whole column as text. */
  readonly idTexts: Float64Array;
  undecodableCells = 0;
  /** A value was met beyond the table, in the row being read. */
  hasExtraValues = false;
  /** Set where the bytes hold damaged characters: every text is then looked at. */
  isDamaged = false;
  readonly #columns: TableColumns;
  readonly #builderOfField: readonly ColumnBuilder[];
  readonly #codes: Uint32Array[];
  readonly #targets: readonly number[];
  readonly #parser: CellParser;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #scratch = new Uint8Array(256);

  constructor(columns: TableColumns, rules: Pick<RowRules, 'targets' | 'textColumns' | 'decimal'>) {
    this.#columns = columns;
    this.#targets = [...rules.targets, -1];
    const unused = new ColumnBuilder(0);
    this.#builderOfField = this.#targets.map((target) => columns.builders[target] ?? unused);
    this.#parser = new CellParser(rules.decimal);
    this.idTexts = new Float64Array(columns.builders.length);
    this.modes = Uint8Array.from(this.#targets, (target) => {
      if (target < 0) return fieldMode.ignored;
      return rules.textColumns.has(target) ? fieldMode.text : fieldMode.any;
    });
    this.numberPlaces = new Int32Array(this.#targets.length).fill(-1);
    this.#codes = this.#targets.map(() => noCodes);
  }

  /** To be called when the columns have grown. */
  columnsMoved(): void {
    for (const [field, target] of this.#targets.entries()) {
      this.numberPlaces[field] = this.#columns.numberPlace(target);
      this.#codes[field] = this.#builderOfField[field]?.codes ?? noCodes;
    }
  }

  /** Writes a number of a column, whose array is perhaps made only now. */
  putNumber(field: number, row: number, value: number, kind: number): void {
    const builder = this.#builderOfField[field] as ColumnBuilder;
    let numbers = builder.numbers;
    if (numbers === null) {
      const target = this.#targets[field] as number;
      numbers = this.#columns.needNumbers(target);
      this.numberPlaces[field] = this.#columns.numberPlace(target);
    }
    numbers[row] = value;
    builder.kinds[row] = kind;
  }

  /** A field as it stands, not empty. */
  put(field: number, row: number, bytes: Uint8Array, from: number, to: number): void {
    const mode = this.modes[field];
    if (mode === fieldMode.any && beginsText[bytes[from] as number] === 1) {
      this.#putText(field, row, bytes, from, to);
      return;
    }
    if (mode === fieldMode.ignored) {
      this.hasExtraValues ||= this.#parser.parse(bytes, from, to) !== cellKind.missing;
      return;
    }
    if (mode === fieldMode.any && to - from === 10 && this.#parser.parseKnownDay(bytes, from)) {
      this.putNumber(field, row, this.#parser.value, cellKind.date);
      return;
    }
    const kind = this.#parser.parse(bytes, from, to);
    if (kind === cellKind.missing) return;
    if (kind === cellKind.text || kind === idText || mode === fieldMode.text) {
      if (kind === idText) this.#countId(field);
      this.#putText(field, row, bytes, from, to);
    } else {
      this.putNumber(field, row, this.#parser.value, kind);
    }
  }

  /** A field with its quotes. */
  putQuoted(field: number, row: number, bytes: Uint8Array, from: number, to: number, quote: number): void {
    if (to - from < 2) return;
    if (bytes[to - 1] === quote && bytes.indexOf(quote, from + 1) === to - 1) {
      if (to - from > 2) this.put(field, row, bytes, from + 1, to - 1);
      return;
    }
    if (this.#scratch.length < to - from) this.#scratch = new Uint8Array((to - from) * 2);
    const length = unquote(bytes, from, to, quote, this.#scratch);
    if (length > 0) this.put(field, row, this.#scratch, 0, length);
  }

  #putText(field: number, row: number, bytes: Uint8Array, from: number, to: number): void {
    const builder = this.#builderOfField[field] as ColumnBuilder;
    let code: number;
    if (this.isDamaged && this.#isDamagedText(bytes, from, to)) {
      this.undecodableCells++;
      const mended = new TextEncoder().encode(this.#decoder.decode(bytes.subarray(from, to)));
      code = builder.intern(mended, 0, mended.length);
    } else code = builder.intern(bytes, from, to);
    let codes = this.#codes[field] as Uint32Array;
    if (row >= codes.length) {
      codes = this.#columns.needCodes(this.#targets[field] as number);
      this.#codes[field] = codes;
    }
    codes[row] = code;
    builder.kinds[row] = cellKind.text;
  }

  /** Not UTF-8, or with the sign that stands for what an earlier conversion could not read. */
  #isDamagedText(bytes: Uint8Array, from: number, to: number): boolean {
    const text = bytes.subarray(from, to);
    if (!isUtf8(text)) return true;
    for (let index = from; index + 2 < to; index++) {
      if (bytes[index] === 0xef && bytes[index + 1] === 0xbf && bytes[index + 2] === 0xbd) return true;
    }
    return false;
  }

  #countId(field: number): void {
    const target = this.#targets[field] as number;
    this.idTexts[target] = (this.idTexts[target] as number) + 1;
  }
}
