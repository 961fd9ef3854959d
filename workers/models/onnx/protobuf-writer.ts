/** Writes messages of Protocol Buffers: fields in the order of the calls, so the same calls give the same bytes. */
export class ProtobufWriter {
  readonly #pieces: Buffer[] = [];

  /** A whole number from 0 up. */
  number(field: number, value: number): this {
    this.#tag(field, 0);
    this.#pieces.push(varint(value));
    return this;
  }

  /** A number of single precision. */
  single(field: number, value: number): this {
    this.#tag(field, 5);
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    this.#pieces.push(bytes);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'));
  }

  message(field: number, value: ProtobufWriter): this {
    return this.bytes(field, value.finish());
  }

  bytes(field: number, value: Buffer): this {
    this.#tag(field, 2);
    this.#pieces.push(varint(value.length), value);
    return this;
  }

  /** A packed list of numbers of single precision. */
  singles(field: number, values: ArrayLike<number>): this {
    const packed = Buffer.alloc(values.length * 4);
    for (let at = 0; at < values.length; at++) packed.writeFloatLE(values[at]!, at * 4);
    return this.bytes(field, packed);
  }

  /** A packed list of whole numbers from 0 up. */
  numbers(field: number, values: ArrayLike<number>): this {
    const packed: Buffer[] = [];
    for (let at = 0; at < values.length; at++) packed.push(varint(values[at]!));
    return this.bytes(field, Buffer.concat(packed));
  }

  /** Fields as they stand in another message, tags included. */
  raw(fields: Uint8Array): this {
    this.#pieces.push(Buffer.from(fields.buffer, fields.byteOffset, fields.length));
    return this;
  }

  finish(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  #tag(field: number, wire: number): void {
    this.#pieces.push(varint(field * 8 + wire));
  }
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
