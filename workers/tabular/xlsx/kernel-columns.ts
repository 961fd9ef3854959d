import type { Kernel } from '../../kernel-instance.ts';
import { cellKindCount, type DictionaryView } from '../segment.ts';

/** How the kernel keeps the numbers of a column (see kernel/column-state.ts). */
export const numberMode = { unset: 0, scaled: 1, days: 2, doubles: 3 } as const;

/** Words of a column's state, in their order there. */
const stateOrder = [
  ...(['mode', 'decimals', 'minimum', 'maximum', 'values', 'codes', 'kinds', 'isText'] as const),
  ...(['missing', 'numbers', 'texts', 'booleans', 'dates', 'errors', 'ids'] as const),
  ...(['entries', 'bytesUsed', 'bytes', 'bytesRoom', 'offsets', 'hashes'] as const),
] as const;
type StateName = (typeof stateOrder)[number];
const stateWord = Object.fromEntries(stateOrder.map((name, word) => [name, word])) as Record<StateName, number>;

/** The columns of a sheet in the kernel's memory, as far as its batches have been read. */
export class KernelColumns {
  readonly kernel: Kernel;
  readonly #states: readonly number[];

  constructor(kernel: Kernel, columns: number) {
    this.kernel = kernel;
    this.#states = Array.from({ length: columns }, (_, column) => kernel.call.columnStateAt(column) >> 2);
  }

  /** A word of the state of a column. */
  state(column: number, name: StateName): number {
    return this.kernel.words[(this.#states[column] as number) + stateWord[name]] as number;
  }

  /** Cells of each kind so far, by `cellKind`. */
  counts(column: number): Int32Array {
    const at = (this.#states[column] as number) + stateWord.missing;
    return this.kernel.words.subarray(at, at + cellKindCount);
  }

  /** The distinct texts of a column so far, in the kernel's memory; null when there are none. */
  dictionary(column: number): DictionaryView | null {
    const count = this.state(column, 'entries');
    if (count === 0) return null;
    const { buffer } = this.kernel.bytes;
    return {
      count,
      offsets: new Uint32Array(buffer, this.state(column, 'offsets'), count + 1),
      bytes: new Uint8Array(buffer, this.state(column, 'bytes'), this.state(column, 'bytesUsed')),
      hashes: new Int32Array(buffer, this.state(column, 'hashes'), count * 2),
    };
  }
}
