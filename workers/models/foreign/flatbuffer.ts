import { damagedModel } from '../model-reason.ts';

/** What all tables of a file together may hold: places of a flatbuffer may lie over each other, so its length is no limit. */
const mostValues = 30_000_000;

/** What a table that is read takes of memory, in values. */
const valuesOfTable = 20;

/** How much of a file has been read. */
export interface ReadingBudget {
  left: number;
}

/** A budget for one file. */
export const readingBudget = (): ReadingBudget => ({ left: mostValues });

/**
 * A table of a FlatBuffer (its internals are published with the format). Every place is checked against the bytes that are there, and
 * all that is read is paid out of one budget. Throws MODEL_DAMAGED.
 */
export class FlatTable {
  readonly #bytes: Buffer;
  readonly #at: number;
  readonly #fields: number;
  readonly #fieldsEnd: number;
  readonly #budget: ReadingBudget;

  private constructor(bytes: Buffer, at: number, budget: ReadingBudget) {
    this.#bytes = bytes;
    this.#budget = budget;
    this.#at = at;
    this.#spend(valuesOfTable);
    this.#fields = at - this.#checked(at, 4).readInt32LE(at);
    this.#fieldsEnd = this.#fields + this.#checked(this.#fields, 4).readUInt16LE(this.#fields);
    this.#checked(this.#fields, this.#fieldsEnd - this.#fields);
  }

  /** The outermost table of `bytes`. */
  static root(bytes: Buffer, budget: ReadingBudget): FlatTable {
    if (bytes.length < 8) throw damagedModel('it ends too early');
    return new FlatTable(bytes, bytes.readUInt32LE(0), budget);
  }

  /** A whole number of 8 bits with its sign, also a truth value. */
  byte(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === null ? otherwise : this.#checked(at, 1).readInt8(at);
  }

  /** A whole number of 32 bits with its sign. */
  whole(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === null ? otherwise : this.#checked(at, 4).readInt32LE(at);
  }

  /** A number of single precision. */
  single(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === null ? otherwise : this.#checked(at, 4).readFloatLE(at);
  }

  /** A number of double precision. */
  double(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === null ? otherwise : this.#checked(at, 8).readDoubleLE(at);
  }

  /** Empty where it is not there. */
  text(field: number): string {
    const at = this.#target(field);
    return at === null ? '' : this.#textAt(at);
  }

  /** null where it is not there. */
  table(field: number): FlatTable | null {
    const at = this.#target(field);
    return at === null ? null : new FlatTable(this.#bytes, at, this.#budget);
  }

  tables(field: number): FlatTable[] {
    return this.#offsets(field).map((at) => new FlatTable(this.#bytes, at, this.#budget));
  }

  texts(field: number): string[] {
    return this.#offsets(field).map((at) => this.#textAt(at));
  }

  wholes(field: number): Int32Array {
    return new Int32Array(this.#copied(field, 4));
  }

  /** Whole numbers of 32 bits without a sign. */
  counts(field: number): Uint32Array {
    return new Uint32Array(this.#copied(field, 4));
  }

  singles(field: number): Float32Array {
    return new Float32Array(this.#copied(field, 4));
  }

  doubles(field: number): Float64Array {
    return new Float64Array(this.#copied(field, 8));
  }

  /** Things of `size` bytes each, one behind the other. */
  structs(field: number, size: number): Buffer {
    return Buffer.from(this.#copied(field, size));
  }

  /** Where a field's value stands; null: the table has none. */
  #place(field: number): number | null {
    const entry = this.#fields + 4 + 2 * field;
    if (entry + 2 > this.#fieldsEnd) return null;
    const offset = this.#bytes.readUInt16LE(entry);
    return offset === 0 ? null : this.#at + offset;
  }

  #target(field: number): number | null {
    const at = this.#place(field);
    return at === null ? null : at + this.#checked(at, 4).readUInt32LE(at);
  }

  #offsets(field: number): number[] {
    const at = this.#target(field);
    if (at === null) return [];
    const count = this.#count(at, 4);
    return Array.from({ length: count }, (_, place) => {
      const entry = at + 4 + 4 * place;
      return entry + this.#bytes.readUInt32LE(entry);
    });
  }

  #textAt(at: number): string {
    const length = this.#count(at, 1);
    return this.#bytes.toString('utf8', at + 4, at + 4 + length);
  }

  /** The values of a list in memory of their own, since a file aligns them as it likes. Every machine that Auspex runs on is little-endian. */
  #copied(field: number, size: number): ArrayBuffer {
    const at = this.#target(field);
    if (at === null) return new ArrayBuffer(0);
    const count = this.#count(at, size);
    return Uint8Array.from(this.#bytes.subarray(at + 4, at + 4 + count * size)).buffer;
  }

  /** The length of a list whose elements of `size` bytes are all there. */
  #count(at: number, size: number): number {
    const count = this.#checked(at, 4).readUInt32LE(at);
    this.#checked(at + 4, count * size);
    this.#spend(count);
    return count;
  }

  #checked(at: number, length: number): Buffer {
    if (at < 0 || length < 0 || at + length > this.#bytes.length) throw damagedModel('it points outside itself');
    return this.#bytes;
  }

  #spend(values: number): void {
    this.#budget.left -= values;
    if (this.#budget.left < 0) throw damagedModel(`it has more than ${mostValues} values`);
  }
}

/** Bytes behind a length of 32 bits. */
export interface SizedPart {
  readonly bytes: Buffer;
  /** Where it ends in the file. */
  readonly end: number;
}

/** The part at `at`. Throws MODEL_DAMAGED. */
export function sizedPart(bytes: Buffer, at: number): SizedPart {
  const size = bytes.length >= at + 4 ? bytes.readUInt32LE(at) : -1;
  const end = at + 4 + size;
  if (size < 0 || end > bytes.length) throw damagedModel('it ends too early');
  return { bytes: bytes.subarray(at + 4, end), end };
}
