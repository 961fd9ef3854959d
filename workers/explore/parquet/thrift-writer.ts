import type { ByteSink } from './byte-sink.ts';

/** Element types of the compact protocol, as in Thrift's specification (doc/specs/thrift-compact-protocol.md). */
const wire = { true: 1, false: 2, int32: 5, int64: 6, binary: 8, list: 9, struct: 12 } as const;

const encoder = new TextEncoder();

/** Zigzag: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

/**
 * Writes the fields of a struct in Thrift's compact protocol. Fields come in rising order of their numbers. What is written goes
 * into `sink` at once: values of many shapes on the way would make code that takes long to compile.
 */
export class ThriftWriter {
  readonly #sink: ByteSink;
  /** The field written last, of the struct being written. */
  #last = 0;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  int32(id: number, value: number): void {
    this.#begin(id, wire.int32);
    this.#sink.varint(zigzag(value));
  }

  int64(id: number, value: number): void {
    this.#begin(id, wire.int64);
    this.#sink.varint(zigzag(value));
  }

  boolean(id: number, value: boolean): void {
    this.#begin(id, value ? wire.true : wire.false);
  }

  text(id: number, value: string): void {
    this.#begin(id, wire.binary);
    this.#putText(value);
  }

  struct(id: number, writeFields: () => void): void {
    this.#begin(id, wire.struct);
    this.#nest(writeFields);
  }

  int32s(id: number, values: readonly number[]): void {
    this.#beginList(id, wire.int32, values.length);
    for (const value of values) this.#sink.varint(zigzag(value));
  }

  texts(id: number, values: readonly string[]): void {
    this.#beginList(id, wire.binary, values.length);
    for (const value of values) this.#putText(value);
  }

  structs<T>(id: number, items: readonly T[], writeFields: (item: T, index: number) => void): void {
    this.#beginList(id, wire.struct, items.length);
    for (const [index, item] of items.entries()) this.#nest(() => writeFields(item, index));
  }

  /** Ends the outermost struct. */
  end(): void {
    this.#sink.byte(0);
    this.#last = 0;
  }

  #begin(id: number, type: number): void {
    this.#sink.byte(((id - this.#last) << 4) | type);
    this.#last = id;
  }

  #beginList(id: number, itemType: number, length: number): void {
    this.#begin(id, wire.list);
    if (length < 15) this.#sink.byte((length << 4) | itemType);
    else {
      this.#sink.byte(0xf0 | itemType);
      this.#sink.varint(length);
    }
  }

  #nest(writeFields: () => void): void {
    const last = this.#last;
    this.#last = 0;
    writeFields();
    this.#sink.byte(0);
    this.#last = last;
  }

  #putText(value: string): void {
    const bytes = encoder.encode(value);
    this.#sink.varint(bytes.length);
    this.#sink.append(bytes);
  }
}
