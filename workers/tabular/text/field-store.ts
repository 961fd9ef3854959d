import { isUtf8 } from 'node:buffer';
import { ColumnBuilder } from '../column-builder.ts';
import { cellKind } from '../segment.ts';
import { CellParser, idText } from './parse-cell.ts';
import { unquote } from './quoted-field.ts';
import type { RowRules } from './row-rules.ts';

/** How a field is read: whatever it holds, as text, or not at all. */
export const fieldMode = { any: 0, text: 1, ignored: 2 } as const;

const noNumbers = new Float64Array(0);
const noCodes = new Uint32Array(0);

/** First bytes of texts that can be nothing but text, and that no space begins. */
const beginsText = new Uint8Array(256).fill(1);
for (const sign of ' \t+-.,0123456789"#<NntTfFiI') beginsText[sign.charCodeAt(0)] = 0;

/** Puts fields into columns. `kinds` and `numbers` stand by field, for the hot loop of RowParser to write. */
export class FieldStore {
  readonly modes: Uint8Array;
  readonly kinds: Uint8Array[];
  readonly numbers: Float64Array[];
  readonly codes: Uint32Array[];
  /** Texts per column that a number would damage; they speak for reading the whole column as text. */
  readonly idTexts: Float64Array;
  capacity = 0;
  undecodableCells = 0;
  /** A value was met beyond the table, in the row being read. */
  hasExtraValues = false;
  /** Set where the bytes hold damaged characters: every text is then looked at. */
  isDamaged = false;
  readonly #builders: readonly ColumnBuilder[];
  readonly #builderOfField: readonly ColumnBuilder[];
  readonly #targets: readonly number[];
  readonly #parser: CellParser;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #scratch = new Uint8Array(256);

  constructor(builders: readonly ColumnBuilder[], rules: Pick<RowRules, 'targets' | 'textColumns' | 'decimal'>) {
    this.#builders = builders;
    this.#targets = [...rules.targets, -1];
    const unused = new ColumnBuilder(0);
    this.#builderOfField = this.#targets.map((target) => builders[target] ?? unused);
    this.#parser = new CellParser(rules.decimal);
    this.idTexts = new Float64Array(builders.length);
    this.modes = Uint8Array.from(this.#targets, (target) => {
      if (target < 0) return fieldMode.ignored;
      return rules.textColumns.has(target) ? fieldMode.text : fieldMode.any;
    });
    this.kinds = this.#targets.map(() => new Uint8Array(0));
    this.numbers = this.#targets.map(() => noNumbers);
    this.codes = this.#targets.map(() => noCodes);
  }

  /** Makes room for at least `rows` rows in every column. */
  grow(rows: number): void {
    const given = Math.max(4096, this.#builders[0]?.kinds.length ?? 0);
    this.capacity = rows <= given ? given : Math.max(rows, Math.ceil(given * 1.5));
    for (const [field, target] of this.#targets.entries()) {
      const builder = this.#builders[target];
      if (!builder) continue;
      builder.reserve(this.capacity);
      this.kinds[field] = builder.kinds;
      this.numbers[field] = builder.numbers ?? noNumbers;
      this.codes[field] = builder.codes ?? noCodes;
    }
  }

  /** Writes the first number of a column, whose array is made only now. */
  firstNumber(field: number, row: number, value: number): void {
    const numbers = (this.#builderOfField[field] as ColumnBuilder).needNumbers();
    this.numbers[field] = numbers;
    numbers[row] = value;
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
    const kind = this.#parser.parse(bytes, from, to);
    if (kind === cellKind.missing) return;
    if (kind === cellKind.text || kind === idText || mode === fieldMode.text) {
      if (kind === idText) this.#countId(field);
      this.#putText(field, row, bytes, from, to);
    } else {
      this.firstNumber(field, row, this.#parser.value);
      (this.kinds[field] as Uint8Array)[row] = kind;
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
    let codes = this.codes[field] as Uint32Array;
    if (row >= codes.length) {
      codes = builder.needCodes();
      this.codes[field] = codes;
    }
    codes[row] = code;
    (this.kinds[field] as Uint8Array)[row] = cellKind.text;
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
