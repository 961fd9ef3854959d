/** A struct of Thrift's compact protocol: its fields by number. */
export type ThriftStruct = ReadonlyMap<number, ThriftRead>;
export type ThriftRead = number | boolean | Uint8Array | ThriftStruct | readonly ThriftRead[];

const wire = { true: 1, false: 2, byte: 3, double: 7, binary: 8, list: 9, set: 10, map: 11, struct: 12 } as const;
/** A footer nests a few levels; more is damage. */
const maxDepth = 32;

const decoder = new TextDecoder();

/** Reads structs from bytes in Thrift's compact protocol. Throws a RangeError where the bytes end too early or make no sense. */
export class ThriftReader {
  readonly #bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes;
    this.position = position;
  }

  struct(depth = 0): ThriftStruct {
    if (depth > maxDepth) throw new RangeError('nested too deeply');
    const fields = new Map<number, ThriftRead>();
    for (let id = 0; ; ) {
      const head = this.#byte();
      if (head === 0) return fields;
      id = head >> 4 === 0 ? this.#zigzag() : id + (head >> 4);
      fields.set(id, this.#value(head & 15, depth));
    }
  }

  #value(type: number, depth: number): ThriftRead {
    if (type === wire.true) return true;
    if (type === wire.false) return false;
    if (type === wire.byte) return this.#byte();
    if (type === wire.double) return new DataView(this.#take(8).slice().buffer).getFloat64(0, true);
    if (type === wire.binary) return this.#take(this.#varint());
    if (type === wire.list || type === wire.set) return this.#list(depth);
    if (type === wire.struct) return this.struct(depth + 1);
    if (type === wire.map) throw new RangeError('maps are not read');
    return this.#zigzag();
  }

  #list(depth: number): ThriftRead[] {
    const head = this.#byte();
    const count = head >> 4 === 15 ? this.#varint() : head >> 4;
    const type = head & 15;
    const items: ThriftRead[] = [];
    for (let index = 0; index < count; index++) {
      items.push(type === wire.true || type === wire.false ? this.#byte() === 1 : this.#value(type, depth + 1));
    }
    return items;
  }

  #byte(): number {
    const byte = this.#bytes[this.position++];
    if (byte === undefined) throw new RangeError('the bytes end too early');
    return byte;
  }

  #take(count: number): Uint8Array {
    const end = this.position + count;
    if (end > this.#bytes.length) throw new RangeError('the bytes end too early');
    const taken = this.#bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }

  #varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  /** 0, 1, 2, 3 … stand for 0, −1, 1, −2 … */
  #zigzag(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

/** Field `id`, which must be a number. */
export function numberOf(struct: ThriftStruct, id: number): number {
  const value = struct.get(id);
  if (typeof value !== 'number') throw new RangeError(`field ${id} is no number`);
  return value;
}

export function textOf(struct: ThriftStruct, id: number): string {
  const value = struct.get(id);
  return value instanceof Uint8Array ? decoder.decode(value) : '';
}

/** Field `id` if it is a struct. */
export function structOf(struct: ThriftStruct, id: number): ThriftStruct | null {
  const value = struct.get(id);
  return value instanceof Map ? value : null;
}

/** Field `id` as a list of structs; empty where it is absent. */
export function structsOf(struct: ThriftStruct, id: number): readonly ThriftStruct[] {
  const value = struct.get(id);
  return Array.isArray(value) ? value.filter((item): item is ThriftStruct => item instanceof Map) : [];
}
