import type { SegmentBuffer } from '../../../contract/orders.ts';
import { type PackedColumn, packArrays } from './pack-arrays.ts';
import { numberMode, type RowKernel } from './row-kernel.ts';

const leastCapacity = 64;
/** Cells that room is made for before there is one of them: a file may begin with the shortest of its rows. */
const mostExpectedCells = 1 << 26;

/** The columns of a part: the kernel keeps them, batch after batch as it reads them, until they are packed. */
export class PartColumns {
  rows = 0;
  readonly #kernel: RowKernel;
  readonly #columns: number;

  constructor(kernel: RowKernel, columns: number, expectedRows: number) {
    this.#kernel = kernel;
    this.#columns = columns;
    const most = Math.floor(mostExpectedCells / Math.max(1, columns));
    kernel.kernel.call.startRows(Math.max(leastCapacity, Math.min(most, expectedRows)));
  }

  /** Takes over the `count` rows that the kernel has read. */
  append(count: number): void {
    this.#kernel.kernel.call.keepRows(this.#columns, count);
    this.rows += count;
  }

  /** The rows as a segment; nothing may be appended afterwards. */
  pack(): SegmentBuffer {
    const columns = Array.from({ length: this.#columns }, (_, place) => this.#packed(place));
    return packArrays(columns, this.rows);
  }

  #packed(place: number): PackedColumn {
    const { rows } = this;
    const rowKernel = this.#kernel;
    const { bytes } = rowKernel.kernel;
    const { buffer } = bytes;
    const state = (name: Parameters<RowKernel['state']>[1]) => rowKernel.state(place, name);
    const mode = state('mode');
    const hasNumbers = state('numbers') + state('dates') + state('booleans') > 0;
    const valuesAt = state('keptValues');
    const codesAt = state('keptCodes');
    const kindsAt = state('keptKinds');
    const minimum = state('minimum');
    const maximum = state('maximum');
    const isWhole = hasNumbers && mode !== numberMode.doubles;
    return {
      wholes: isWhole ? this.#narrowed(valuesAt, bytesOfWholes(minimum, maximum)) : null,
      doubles: hasNumbers && !isWhole ? new Float64Array(buffer, valuesAt, rows) : null,
      codes: codesAt === 0 ? null : this.#narrowed(codesAt, bytesOfCodes(state('entries'))),
      kinds: kindsAt === 0 ? null : bytes.subarray(kindsAt, kindsAt + rows),
      counts: rowKernel.counts(place),
      dictionary: rowKernel.dictionary(place),
      multiply: mode === numberMode.days ? dayMs : 1,
      divide: mode === numberMode.scaled ? 10 ** state('decimals') : 1,
      ...{ minimum, maximum },
    };
  }

  /** The words of all rows, at `at`, with so many bytes each. */
  #narrowed(at: number, bytesEach: 1 | 2 | 4): { bytes: Uint8Array; bytesEach: number } {
    const { kernel } = this.#kernel;
    if (bytesEach < 4) kernel.call.narrowWords(at, this.rows, bytesEach);
    return { bytes: kernel.bytes.subarray(at, at + this.rows * bytesEach), bytesEach };
  }
}

const dayMs = 86_400_000;

/** Bytes that hold every whole number of a range, and 0, which stands where there is none. */
function bytesOfWholes(minimum: number, maximum: number): 1 | 2 | 4 {
  if (minimum >= -(2 ** 7) && maximum < 2 ** 7) return 1;
  return minimum >= -(2 ** 15) && maximum < 2 ** 15 ? 2 : 4;
}

function bytesOfCodes(entries: number): 1 | 2 | 4 {
  if (entries <= 2 ** 8) return 1;
  return entries <= 2 ** 16 ? 2 : 4;
}
