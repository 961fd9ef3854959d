import { threadKernel } from '../../kernel-instance.ts';
import type { ColumnView, WholeNumbers } from '../../tabular/segment.ts';
import { indexBytes, type Renumbered, renumber } from './dictionary-chunk.ts';
import type { StorageType } from './file-metadata.ts';

type NumericStorage = Exclude<StorageType, 'text' | 'boolean'>;

const dayMs = 86_400_000;
const high32 = 2 ** 32;
/** Whole numbers of a wider range are not looked at for a dictionary. */
const widestRange = 1 << 16;

/** Bytes of a value. */
const bytesOf = (storage: NumericStorage): number => (storage === 'int32' || storage === 'date' ? 4 : 8);

/**
 * The `count` whole numbers at `wordsAt` in the kernel's memory numbered anew as a dictionary's, where that makes them
 * smaller; null, and the numbers unchanged, where it does not. Its codes are whole numbers like those.
 */
export function renumberWholes(
  { minimum, maximum }: WholeNumbers,
  wordsAt: number,
  count: number,
  storage: NumericStorage,
): Renumbered | null {
  // Where a segment has no number its range is empty.
  const range = maximum - minimum + 1;
  if (count === 0 || range < 1 || range > widestRange) return null;
  const each = bytesOf(storage);
  const most = Math.floor((count * each) / (each + 1));
  const kernel = threadKernel();
  const { call } = kernel;
  const numbersAt = call.allocate(count * 4);
  kernel.bytes.copyWithin(numbersAt, wordsAt, wordsAt + count * 4);
  call.addToWords(numbersAt, numbersAt + count * 4, -minimum);
  const found = renumber(numbersAt, count, range, most);
  if (!found || found.entries * each + indexBytes(found.entries, count) >= count * each) return null;
  call.addToWords(found.codesAt, found.codesAt + found.entries * 4, minimum);
  return found;
}

/** Turns numbers into Parquet's plain values; its buffers are used again from chunk to chunk. */
export class NumericEncoder {
  #present = new Float64Array(0);
  #words = new Int32Array(0);

  /**
   * Plain values of the `present` cells of `kind` in the rows `from`..`to` of a column that keeps doubles: a view that the
   * next call overwrites, or that looks straight into the segment.
   */
  encode(
    view: ColumnView,
    from: number,
    to: number,
    kind: number,
    present: number,
    storage: NumericStorage,
  ): Uint8Array {
    if (present === 0 || view.numbers === null) return new Uint8Array(0);
    let values = view.numbers.subarray(from, to);
    if (present < to - from) {
      if (this.#present.length < to - from) this.#present = new Float64Array(to - from);
      gather(values, view.kinds.subarray(from, to), kind, this.#present);
      values = this.#present;
    }
    return this.#encodeDoubles(values, present, storage);
  }

  /** Plain values of the `count` whole numbers at `wordsAt` in the kernel's memory, of which it takes more. */
  encodeWholes(
    { multiply, divide }: Pick<WholeNumbers, 'multiply' | 'divide'>,
    wordsAt: number,
    count: number,
    storage: NumericStorage,
  ): Uint8Array {
    const kernel = threadKernel();
    const isSame = (storage === 'int32' && divide === 1) || (storage === 'date' && multiply === dayMs);
    if (isSame) return kernel.bytes.subarray(wordsAt, wordsAt + count * 4);
    const valuesAt = kernel.call.allocate(count * 8 + 16);
    kernel.call.takeWholes(wordsAt, 0, 0, count, multiply, divide, 0, valuesAt, 0);
    return this.#encodeDoubles(new Float64Array(kernel.bytes.buffer, valuesAt, count), count, storage);
  }

  #encodeDoubles(values: Float64Array, present: number, storage: NumericStorage): Uint8Array {
    if (storage === 'double') return new Uint8Array(values.buffer, values.byteOffset, present * 8);
    if (this.#words.length < present * 2) this.#words = new Int32Array(present * 2);
    if (storage === 'int32') toInt32(values, present, this.#words);
    else if (storage === 'date') toDays(values, present, this.#words);
    else toInt64(values, present, this.#words);
    return new Uint8Array(this.#words.buffer, 0, present * bytesOf(storage));
  }
}

// One plain loop a function: each is compiled for itself and stays fast whatever the others meet.

function gather(numbers: Float64Array, kinds: Uint8Array, kind: number, target: Float64Array): void {
  let count = 0;
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === kind) target[count++] = numbers[row] as number;
  }
}

function toInt32(values: Float64Array, count: number, target: Int32Array): void {
  for (let index = 0; index < count; index++) target[index] = (values[index] as number) | 0;
}

function toDays(values: Float64Array, count: number, target: Int32Array): void {
  for (let index = 0; index < count; index++) target[index] = Math.floor((values[index] as number) / dayMs);
}

/** Whole numbers as two little-endian words each. */
function toInt64(values: Float64Array, count: number, target: Int32Array): void {
  for (let index = 0; index < count; index++) {
    const value = Math.round(values[index] as number);
    const high = Math.floor(value / high32);
    target[2 * index] = value - high * high32;
    target[2 * index + 1] = high;
  }
}
