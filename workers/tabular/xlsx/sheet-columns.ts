import type { SegmentBuffer } from '../../../contract/orders.ts';
import { columnSlots, headSlots } from '../segment.ts';
import { type KernelColumns, numberMode } from './kernel-columns.ts';
import { type Gap, type PackedColumn, packArrays } from './pack-in-place.ts';

const leastCapacity = 64;

/** Memory of columns that nobody looks at any more, for the next sheet of this thread. */
let spareBuffer: SegmentBuffer | null = null;

/** Bytes per row and column: 8 for a double, or for a whole number and a code; 1 for the kind of cell. */
const cellBytes = 9;

interface SheetColumn {
  /** How the numbers are kept that were appended so far. */
  mode: number;
  decimals: number;
  /** Whole numbers or doubles of all rows there is room for; null before the first one. */
  wholes: Int32Array | null;
  doubles: Float64Array | null;
  codes: Uint32Array | null;
  /** null while all cells are of the kind `onlyKind`. */
  kinds: Uint8Array | null;
  onlyKind: number;
}

/**
 * The columns of a sheet, batch by batch as the kernel reads them, put where they stay: in the shared buffer that becomes
 * the segment, for a sheet may be larger than all memory of the kernel. Each column has room in it for a double per row, which holds whole numbers in its first half and codes of
 * texts in its second half instead, and for its kinds; what is not written to costs no memory. Codes beside doubles stand
 * outside until they are packed.
 */
export class SheetColumns {
  rows = 0;
  /** Rows there is room for. */
  #capacity = 0;
  #buffer: SegmentBuffer = new SharedArrayBuffer(0);
  readonly #kernel: KernelColumns;
  readonly #spareBytes: number;
  readonly #columns: readonly SheetColumn[];

  /** `spareBytes`: for dictionaries that find no other room. */
  constructor(kernel: KernelColumns, columns: number, expectedRows: number, spareBytes: number) {
    this.#kernel = kernel;
    this.#spareBytes = Math.ceil(spareBytes / 8) * 8;
    this.#columns = Array.from({ length: columns }, () => ({
      ...{ mode: numberMode.unset, decimals: 0, onlyKind: -1 },
      ...{ wholes: null, doubles: null, codes: null, kinds: null },
    }));
    this.#allocate(expectedRows);
  }

  /** Takes over the `count` rows that the kernel has read. */
  append(count: number): void {
    const rows = this.rows + count;
    if (rows > this.#capacity) this.#allocate(Math.max(rows, this.#capacity * 2));
    for (const [place, column] of this.#columns.entries()) {
      this.#appendNumbers(place, column, count);
      this.#appendTexts(place, column, count);
      this.#appendKinds(place, column, count);
    }
    this.rows = rows;
  }

  /** The rows as a segment, in place where that may be and wastes little; nothing may be appended before `restart`. */
  pack(mayBeInPlace: boolean): SegmentBuffer {
    const { rows } = this;
    const isFull = mayBeInPlace && rows * 2 >= this.#capacity;
    const columns = this.#columns.map((column, place) => this.#packed(place, column));
    return packArrays(columns, rows, isFull ? { buffer: this.#buffer, gaps: this.#gaps() } : null);
  }

  /** Begins anew in the same memory: what `pack` gave in place is overwritten. */
  restart(): void {
    this.rows = 0;
    for (const column of this.#columns) {
      column.mode = numberMode.unset;
      column.decimals = 0;
      column.onlyKind = -1;
      column.wholes = null;
      column.doubles = null;
      column.codes = null;
      column.kinds = null;
    }
  }

  /** To be called when nobody looks any more at what `pack` gave in place, and nothing follows. */
  close(): void {
    spareBuffer = this.#buffer;
  }

  #appendNumbers(place: number, column: SheetColumn, count: number): void {
    const kernel = this.#kernel;
    const mode = kernel.state(place, 'mode');
    if (mode === numberMode.unset) return;
    const at = kernel.state(place, 'values');
    const decimals = kernel.state(place, 'decimals');
    if (mode !== column.mode || decimals !== column.decimals) this.#changeMode(place, column, mode, decimals);
    const { buffer } = kernel.kernel.bytes;
    if (mode === numberMode.doubles) column.doubles?.set(new Float64Array(buffer, at, count), this.rows);
    else column.wholes?.set(new Int32Array(buffer, at, count), this.rows);
  }

  /** Brings the numbers appended so far into a new form. */
  #changeMode(place: number, column: SheetColumn, mode: number, decimals: number): void {
    const { rows } = this;
    const { wholes } = column;
    if (mode === numberMode.doubles) {
      if (column.codes) column.codes = column.codes.slice(); // no longer inside, but as long as before
      const doubles = this.#roomForDoubles(place);
      if (column.mode !== numberMode.unset && wholes) toDoubles(wholes, doubles, rows, column);
      else doubles.fill(0, 0, rows);
      column.doubles = doubles;
      column.wholes = null;
    } else if (!wholes) column.wholes = this.#roomForWholes(place).fill(0, 0, rows);
    else if (decimals > column.decimals) {
      const factor = 10 ** (decimals - column.decimals);
      for (let row = 0; row < rows; row++) wholes[row] = (wholes[row] as number) * factor;
    }
    column.mode = mode;
    column.decimals = decimals;
  }

  #appendTexts(place: number, column: SheetColumn, count: number): void {
    const kernel = this.#kernel;
    if (kernel.state(place, 'entries') === 0) return;
    column.codes ??= this.#roomForCodes(place, column.doubles !== null).fill(0, 0, this.rows);
    const at = kernel.state(place, 'codes');
    column.codes.set(new Uint32Array(kernel.kernel.bytes.buffer, at, count), this.rows);
  }

  #appendKinds(place: number, column: SheetColumn, count: number): void {
    const { rows } = this;
    if (column.kinds === null) {
      const onlyKind = this.#kernel.counts(place).indexOf(rows + count);
      if (onlyKind >= 0) {
        column.onlyKind = onlyKind;
        return;
      }
      column.kinds = this.#roomForKinds(place);
      column.kinds.fill(Math.max(0, column.onlyKind), 0, rows);
    }
    const at = this.#kernel.state(place, 'kinds');
    column.kinds.set(this.#kernel.kernel.bytes.subarray(at, at + count), rows);
  }

  #headBytes(): number {
    return (headSlots + this.#columns.length * columnSlots) * 8;
  }

  #areaOf(place: number): number {
    return this.#headBytes() + place * this.#capacity * 8;
  }

  #roomForWholes(place: number): Int32Array {
    return new Int32Array(this.#buffer, this.#areaOf(place), this.#capacity);
  }

  #roomForDoubles(place: number): Float64Array {
    return new Float64Array(this.#buffer, this.#areaOf(place), this.#capacity);
  }

  #roomForCodes(place: number, hasDoubles: boolean): Uint32Array {
    if (hasDoubles) return new Uint32Array(this.#capacity);
    return new Uint32Array(this.#buffer, this.#areaOf(place) + this.#capacity * 4, this.#capacity);
  }

  #roomForKinds(place: number): Uint8Array {
    const at = this.#areaOf(this.#columns.length) + place * this.#capacity;
    return new Uint8Array(this.#buffer, at, this.#capacity);
  }

  #allocate(wanted: number): void {
    const capacity = Math.max(leastCapacity, Math.ceil(wanted / 8) * 8);
    const { rows } = this;
    this.#capacity = capacity;
    const cells = this.#columns.length * capacity;
    this.#buffer = takeBuffer(this.#headBytes() + cells * cellBytes + this.#spareBytes);
    for (const [place, column] of this.#columns.entries()) {
      const { wholes, doubles, codes, kinds } = column;
      column.wholes = wholes && moved(wholes, this.#roomForWholes(place), rows);
      column.doubles = doubles && moved(doubles, this.#roomForDoubles(place), rows);
      column.codes = codes && moved(codes, this.#roomForCodes(place, doubles !== null), rows);
      column.kinds = kinds && moved(kinds, this.#roomForKinds(place), rows);
    }
  }

  #packed(place: number, { mode, decimals, wholes, doubles, codes, kinds }: SheetColumn): PackedColumn {
    const { rows } = this;
    const kernel = this.#kernel;
    const hasNumbers =
      kernel.state(place, 'numbers') + kernel.state(place, 'dates') + kernel.state(place, 'booleans') > 0;
    return {
      wholes: hasNumbers && wholes ? wholes.subarray(0, rows) : null,
      doubles: hasNumbers && doubles ? doubles.subarray(0, rows) : null,
      codes: codes?.subarray(0, rows) ?? null,
      kinds: kinds?.subarray(0, rows) ?? null,
      counts: kernel.counts(place),
      dictionary: kernel.dictionary(place),
      multiply: mode === numberMode.days ? dayMs : 1,
      divide: mode === numberMode.scaled ? 10 ** decimals : 1,
      minimum: kernel.state(place, 'minimum'),
      maximum: kernel.state(place, 'maximum'),
    };
  }

  /** What of the buffer no row has taken. */
  #gaps(): Gap[] {
    const { rows } = this;
    const gaps: Gap[] = [];
    for (const [place, { wholes, doubles, codes }] of this.#columns.entries()) {
      const from = this.#areaOf(place);
      const middle = from + this.#capacity * 4;
      const to = from + this.#capacity * 8;
      if (doubles) gaps.push({ from: from + rows * 8, to });
      else {
        gaps.push({ from: wholes ? alignedTo8(from + rows * 4) : from, to: middle });
        gaps.push({ from: codes ? alignedTo8(middle + rows * 4) : middle, to });
      }
    }
    gaps.push({ from: this.#buffer.byteLength - this.#spareBytes, to: this.#buffer.byteLength });
    return gaps;
  }
}

const dayMs = 86_400_000;

/** At least `bytes` bytes of any content. */
function takeBuffer(bytes: number): SegmentBuffer {
  const spare = spareBuffer;
  spareBuffer = null;
  return spare !== null && spare.byteLength >= bytes ? spare : new SharedArrayBuffer(bytes);
}

function alignedTo8(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

function moved<T extends Int32Array | Uint32Array | Uint8Array | Float64Array>(from: T, to: T, rows: number): T {
  to.set(from.subarray(0, rows));
  return to;
}

/** From the last row to the first, since both arrays may begin at the same place. */
function toDoubles(wholes: Int32Array, doubles: Float64Array, rows: number, form: { mode: number; decimals: number }) {
  const multiply = form.mode === numberMode.days ? dayMs : 1;
  const divide = form.mode === numberMode.scaled ? 10 ** form.decimals : 1;
  for (let row = rows - 1; row >= 0; row--) doubles[row] = ((wholes[row] as number) * multiply) / divide;
}
