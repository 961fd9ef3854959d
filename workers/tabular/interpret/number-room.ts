import { threadKernel } from '../../kernel-instance.ts';
import { forEachBlock } from '../../profile/deal-out.ts';
import { putWords } from '../put-words.ts';
import { type CodeArray, type ColumnView, cellKind } from '../segment.ts';

const dayMs = 86_400_000;
const largestWhole = 2 ** 31 - 1;
const mostDecimals = 9;

/** Numbers as rewrite-segment.ts takes them. */
export interface PackedNumbers {
  readonly wholes: Int32Array | null;
  readonly doubles: Float64Array | null;
  readonly multiply: number;
  readonly divide: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * The numbers of a column that gets more of them: whole numbers with one step where that keeps every double exactly, as
 * the readers keep them, else doubles. First every new value is expected, then they are filled in.
 */
export class NumberRoom {
  readonly #view: ColumnView;
  /** The step of all values so far; null: doubles are needed. */
  #step: { readonly multiply: number; divide: number } | null = null;
  #hasValues: boolean;
  /** Of the values expected. */
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;
  #doubles: Float64Array | null = null;
  #wholes: Int32Array | null = null;

  constructor(view: ColumnView) {
    this.#view = view;
    const { wholes, counts } = view;
    const values = [cellKind.number, cellKind.boolean, cellKind.date].map((kind) => counts[kind] as number);
    this.#hasValues = values.some((count) => count > 0);
    if (this.#hasValues && wholes) this.#step = { multiply: wholes.multiply, divide: wholes.divide };
  }

  /** A value of `kind` will be filled in. */
  expect(value: number, kind: number): void {
    const multiply = kind === cellKind.date ? dayMs : 1;
    const divide = this.#hasValues && this.#step === null ? null : divideFor(value, multiply);
    if (!this.#hasValues) {
      this.#hasValues = true;
      this.#step = divide === null ? null : { multiply, divide };
    } else if (this.#step && (divide === null || this.#step.multiply !== multiply)) this.#step = null;
    else if (this.#step && divide !== null && divide > this.#step.divide) this.#step.divide = divide;
    if (value < this.#least) this.#least = value;
    if (value > this.#most) this.#most = value;
  }

  /** Values will be put that nobody expects. */
  expectAnything(): void {
    this.#hasValues = true;
    this.#step = null;
  }

  /** Puts the values of entries into the rows whose texts are converted; entries that stay have the kind of a text. */
  fill(entryValues: Float64Array, entryKinds: Uint8Array): void {
    if (!this.#hasValues) return;
    const { codes, onlyKind } = this.#view;
    const target = this.#needTarget();
    const wholes = this.#wholes !== null;
    const values = wholes ? Int32Array.from(entryValues, (value) => this.#wholeOf(value)) : entryValues.slice();
    // 0 stands in rows without a number.
    for (let entry = 0; entry < values.length; entry++) if (isNoValue(entryKinds[entry] as number)) values[entry] = 0;
    if (codes === null) return;
    if (onlyKind === cellKind.text && values instanceof Int32Array) this.#wholes = lookUp(codes, values);
    else if (onlyKind === cellKind.text) fillAll(target, codes, values);
    else fillTexts(target, codes, values, this.#view.kinds);
  }

  put(row: number, value: number): void {
    this.#needTarget()[row] = value;
  }

  packed(): PackedNumbers {
    const { multiply, divide } = this.#step ?? { multiply: 1, divide: 1 };
    const range = this.#wholes ? this.#range() : { minimum: 0, maximum: 0 };
    return { wholes: this.#wholes, doubles: this.#doubles, multiply, divide, ...range };
  }

  #needTarget(): Int32Array | Float64Array {
    const { wholes, numbers, rows } = this.#view;
    if (this.#step && !this.#fits()) this.#step = null;
    if (this.#step === null) {
      this.#doubles ??= numbers?.slice() ?? new Float64Array(rows);
      return this.#doubles;
    }
    if (this.#wholes) return this.#wholes;
    const factor = this.#step.divide / (wholes?.divide ?? 1);
    this.#wholes = wholes ? Int32Array.from(wholes.values, (value) => value * factor) : new Int32Array(rows);
    return this.#wholes;
  }

  #wholeOf(value: number): number {
    const { multiply, divide } = this.#step ?? { multiply: 1, divide: 1 };
    return Math.round((value / multiply) * divide);
  }

  #range(): { minimum: number; maximum: number } {
    const { wholes } = this.#view;
    const factor = wholes && this.#step ? this.#step.divide / wholes.divide : 1;
    const hasOwn = wholes !== null && wholes.minimum <= wholes.maximum;
    return {
      minimum: Math.min(this.#wholeOf(this.#least), hasOwn ? wholes.minimum * factor : Number.POSITIVE_INFINITY),
      maximum: Math.max(this.#wholeOf(this.#most), hasOwn ? wholes.maximum * factor : Number.NEGATIVE_INFINITY),
    };
  }

  /** Whether all values are whole numbers of 32 bits with the step that the finest of them needs. */
  #fits(): boolean {
    const { minimum, maximum } = this.#range();
    return minimum >= -largestWhole && maximum <= largestWhole;
  }
}

const isNoValue = (kind: number): boolean =>
  kind === cellKind.missing || kind === cellKind.text || kind === cellKind.error;

// One plain loop a function: each is compiled for itself and stays fast whatever the others meet.

/** What `values` says of each code. Takes memory of the kernel, and gives it back. */
function lookUp(codes: CodeArray, values: Int32Array): Int32Array {
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const rows = codes.length;
  const tableAt = call.allocate(values.byteLength);
  const codesAt = call.allocate(rows * 4 + 16);
  kernel.words.set(values, tableAt >> 2);
  forEachBlock(rows, (from, to) => {
    putWords(kernel, codes, from, to, codesAt + from * 4);
    call.lookUp(codesAt + from * 4, to - from, tableAt);
  });
  const wholes = kernel.words.slice(codesAt >> 2, (codesAt >> 2) + rows);
  call.release(mark);
  return wholes;
}

function fillAll(target: Int32Array | Float64Array, codes: ArrayLike<number>, values: Int32Array | Float64Array): void {
  const rows = target.length;
  for (let row = 0; row < rows; row++) target[row] = values[codes[row] as number] as number;
}

function fillTexts(
  target: Int32Array | Float64Array,
  codes: ArrayLike<number>,
  values: Int32Array | Float64Array,
  kinds: Uint8Array,
): void {
  for (let row = 0; row < target.length; row++) {
    if (kinds[row] === cellKind.text) target[row] = values[codes[row] as number] as number;
  }
}

/** The power of ten with which a number, or 1 with which a time in days, is whole; null: there is none. */
function divideFor(value: number, multiply: number): number | null {
  if (multiply === dayMs) return value % dayMs === 0 ? 1 : null;
  if (Object.is(value, -0)) return null;
  for (let decimals = 0, divide = 1; decimals <= mostDecimals; decimals++, divide *= 10) {
    const whole = Math.round(value * divide);
    if (Math.abs(whole) > largestWhole) return null;
    if (whole / divide === value) return divide;
  }
  return null;
}
