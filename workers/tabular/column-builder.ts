import { cellKind } from './segment.ts';
import { TextDictionary } from './text-dictionary.ts';

const startRows = 1024;

/**
 * Collects one column cell by cell. Rows may be skipped (they stay missing) and set again (the last one counts).
 * `kinds`, `numbers` and `codes` are public so that a hot loop can write them itself after `reserve(row + 1)`.
 */
export class ColumnBuilder {
  kinds: Uint8Array;
  /** null until the first number, boolean or date. */
  numbers: Float64Array | null = null;
  /** null until the first text or error. */
  codes: Uint32Array | null = null;
  readonly #dictionary = new TextDictionary();

  constructor(expectedRows = startRows) {
    this.kinds = new Uint8Array(expectedRows);
  }

  /** Makes room for `rows` rows. */
  reserve(rows: number): void {
    if (rows <= this.kinds.length) return;
    const capacity = Math.max(rows, startRows, Math.ceil(this.kinds.length * 1.5));
    this.kinds = grown(this.kinds, new Uint8Array(capacity));
    if (this.numbers) this.numbers = grown(this.numbers, new Float64Array(capacity));
    if (this.codes) this.codes = grown(this.codes, new Uint32Array(capacity));
  }

  /** The array of numbers, made when there was none. */
  needNumbers(): Float64Array {
    this.numbers ??= new Float64Array(this.kinds.length);
    return this.numbers;
  }

  /** The array of codes, made when there was none. */
  needCodes(): Uint32Array {
    this.codes ??= new Uint32Array(this.kinds.length);
    return this.codes;
  }

  setNumber(row: number, value: number): void {
    this.#setNumeric(row, value, cellKind.number);
  }

  setBoolean(row: number, value: boolean): void {
    this.#setNumeric(row, value ? 1 : 0, cellKind.boolean);
  }

  /** `timeMs`: milliseconds since 1970-01-01 UTC of the date and time as written. */
  setDate(row: number, timeMs: number): void {
    this.#setNumeric(row, timeMs, cellKind.date);
  }

  /** Text from `bytes[from..to]`, UTF-8. */
  setText(row: number, bytes: Uint8Array, from: number, to: number): void {
    this.setCode(row, this.intern(bytes, from, to), cellKind.text);
  }

  /** An error cell such as `#N/A`. */
  setError(row: number, bytes: Uint8Array, from: number, to: number): void {
    this.setCode(row, this.intern(bytes, from, to), cellKind.error);
  }

  /** A text or error whose dictionary entry is known already. */
  setCode(row: number, code: number, kind: typeof cellKind.text | typeof cellKind.error): void {
    if (row >= this.kinds.length) this.reserve(row + 1);
    this.needCodes()[row] = code;
    this.kinds[row] = kind;
  }

  #setNumeric(row: number, value: number, kind: number): void {
    if (row >= this.kinds.length) this.reserve(row + 1);
    this.needNumbers()[row] = value;
    this.kinds[row] = kind;
  }

  /** Distinct texts so far. */
  get dictionarySize(): number {
    return this.#dictionary.size;
  }

  get dictionaryBytesUsed(): number {
    return this.#dictionary.bytesUsed;
  }

  get dictionaryOffsets(): Uint32Array {
    return this.#dictionary.offsets;
  }

  get dictionaryBytes(): Uint8Array {
    return this.#dictionary.bytes;
  }

  /** The dictionary entry of a text, added when it is new. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    return this.#dictionary.intern(bytes, from, to);
  }
}

function grown<T extends Uint8Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
