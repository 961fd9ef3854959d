import { threadKernel } from '../../kernel-instance.ts';
import { putWords } from '../../tabular/put-words.ts';
import type { ColumnView, WholeNumbers } from '../../tabular/segment.ts';
import type { StorageType } from './file-metadata.ts';

type At = [wholes: number, kinds: number, values: number];
type NumericStorage = Exclude<StorageType, 'text' | 'boolean'>;

const dayMs = 86_400_000;
const high32 = 2 ** 32;

/** Turns the numbers of one kind into Parquet's plain values; its buffers are used again from chunk to chunk. */
export class NumericEncoder {
  #present = new Float64Array(0);
  #words = new Int32Array(0);

  /**
   * Plain values of the `present` cells of `kind` in the rows `from`..`to`: a view that the next call overwrites, or
   * that looks straight into the segment.
   */
  encode(
    view: ColumnView,
    from: number,
    to: number,
    kind: number,
    present: number,
    storage: NumericStorage,
  ): Uint8Array {
    if (present === 0) return new Uint8Array(0);
    if (this.#present.length < to - from) {
      this.#present = new Float64Array(to - from);
      this.#words = new Int32Array((to - from) * 2);
    }
    if (view.wholes) return this.#encodeWholes(view.wholes, view, from, to, kind, present, storage);
    if (view.numbers === null) return new Uint8Array(0);
    let values = view.numbers.subarray(from, to);
    if (present < to - from) {
      gather(values, view.kinds.subarray(from, to), kind, this.#present);
      values = this.#present;
    }
    return this.#encodeDoubles(values, present, storage);
  }

  #encodeDoubles(values: Float64Array, present: number, storage: NumericStorage): Uint8Array {
    if (storage === 'double') return new Uint8Array(values.buffer, values.byteOffset, present * 8);
    if (storage === 'int32') toInt32(values, present, this.#words);
    else if (storage === 'date') toDays(values, present, this.#words);
    else toInt64(values, present, this.#words);
    return new Uint8Array(this.#words.buffer, 0, present * (storage === 'int64' || storage === 'timestamp' ? 8 : 4));
  }

  #encodeWholes(
    { values, multiply, divide }: WholeNumbers,
    view: ColumnView,
    from: number,
    to: number,
    kind: number,
    present: number,
    storage: NumericStorage,
  ): Uint8Array {
    const isFull = present === to - from;
    const wholes = values.subarray(from, to);
    const isSame =
      wholes.BYTES_PER_ELEMENT === 4 &&
      ((storage === 'int32' && divide === 1) || (storage === 'date' && multiply === dayMs));
    if (isSame && isFull) return new Uint8Array(wholes.buffer, wholes.byteOffset, present * 4);
    const kernel = threadKernel();
    const { call } = kernel;
    call.reset();
    const rows = to - from;
    const [wholesAt, kindsAt, valuesAt] = [rows * 4 + 16, rows, rows * 8 + 16].map((size) => call.allocate(size)) as At;
    putWords(kernel, values, from, to, wholesAt);
    if (isFull) call.takeWholes(wholesAt, 0, kind, rows, multiply, divide, 0, valuesAt, 0);
    else {
      kernel.bytes.set(view.kinds.subarray(from, to), kindsAt);
      call.takePresent(wholesAt, kindsAt, kind, rows, multiply, divide, valuesAt);
    }
    return this.#encodeDoubles(new Float64Array(kernel.bytes.buffer, valuesAt, present), present, storage);
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
