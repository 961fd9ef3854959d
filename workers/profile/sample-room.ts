import { type Kernel, threadKernel } from '../kernel-instance.ts';
import type { CodeArray, WholeArray } from '../tabular/segment.ts';
import { blockLength } from './deal-out.ts';

/** Cells of a segment whose first row is row `start` of the table. */
interface SegmentCells {
  readonly values: WholeArray | CodeArray;
  /** null: every cell counts. */
  readonly kinds: Uint8Array | null;
  /** The kind of cell that counts. */
  readonly kind: number;
  readonly start: number;
  readonly factor: number;
}

/** The rows of a sample (ascending) in the kernel's memory, where cells are gathered from them. */
export class SampleRoom {
  readonly sample: Uint32Array;
  readonly #kernel: Kernel = threadKernel();
  readonly #sampleAt: number;

  /** Takes memory of the kernel for as long as the room is used. */
  constructor(sample: Uint32Array) {
    this.sample = sample;
    this.#sampleAt = this.#kernel.call.allocate(sample.length * 4 + 4);
    this.#kernel.words.set(sample, this.#sampleAt >> 2);
  }

  /** How many of the rows come before `row`. */
  placeOf(row: number): number {
    let low = 0;
    let high = this.sample.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sample[middle] as number) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Puts the cells in the rows `from`..`to` of the sample, times `factor`, to their places among the words at `target`, and a mark
   * where one is of the kind to those at `marks`; both are addresses in the kernel's memory.
   */
  gather(cells: SegmentCells, from: number, to: number, target: number, marks: number): void {
    const { values, kinds, kind, start, factor } = cells;
    const { call } = this.#kernel;
    const mark = call.taken();
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const valuesAt = call.allocate(bytes.length);
    const kindsAt = kinds === null ? 0 : call.allocate(kinds.length);
    this.#kernel.bytes.set(bytes, valuesAt);
    if (kinds) this.#kernel.bytes.set(kinds, kindsAt);
    const isSigned = !(values instanceof Uint8Array || values instanceof Uint16Array);
    const source = [valuesAt, values.BYTES_PER_ELEMENT, isSigned, kindsAt, kind, this.#sampleAt, start] as const;
    for (let place = from; place < to; place += blockLength) {
      call.gatherCells(...source, place, Math.min(to, place + blockLength), factor, target, marks);
    }
    call.release(mark);
  }
}
