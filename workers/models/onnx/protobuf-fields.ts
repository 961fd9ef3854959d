import { damagedModel } from '../model-reason.ts';

/** A field of a message of Protocol Buffers: its number, where it stands with its tag, and where its value does. */
export interface ProtobufField {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly valueFrom: number;
}

/** Bytes of a fixed length by the type of the wire. */
const fixedBytes: Readonly<Record<number, number>> = { 1: 8, 5: 4 };
const [varintWire, bytesWire] = [0, 2];

/** The fields of the message that stands at `from` up to `to`, in their order. Throws MODEL_DAMAGED. */
export function protobufFields(bytes: Uint8Array, from = 0, to = bytes.length): ProtobufField[] {
  const fields: ProtobufField[] = [];
  for (let at = from; at < to; ) {
    const tag = readVarint(bytes, at, to);
    const wire = tag.value % 8;
    let valueFrom = tag.to;
    let end = valueFrom + (fixedBytes[wire] ?? 0);
    if (wire === varintWire) end = readVarint(bytes, valueFrom, to).to;
    else if (wire === bytesWire) {
      const length = readVarint(bytes, valueFrom, to);
      valueFrom = length.to;
      end = valueFrom + length.value;
    } else if (fixedBytes[wire] === undefined) throw damagedModel('a field has an unknown type');
    if (end > to) throw damagedModel('a field ends behind its message');
    fields.push({ number: Math.floor(tag.value / 8), from: at, to: end, valueFrom });
    at = end;
  }
  return fields;
}

/** The value of a field of text. */
export const fieldText = (bytes: Uint8Array, { to, valueFrom }: ProtobufField): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + valueFrom, to - valueFrom).toString('utf8');

/** Whole numbers in a field, one or packed one behind the other. */
export function fieldNumbers(bytes: Uint8Array, { to, valueFrom }: ProtobufField): number[] {
  const numbers: number[] = [];
  for (let at = valueFrom; at < to; ) {
    const read = readVarint(bytes, at, to);
    numbers.push(read.value);
    at = read.to;
  }
  return numbers;
}

/** Ten groups of seven bits at most; beyond 2⁵³ they are no length that any file has. */
function readVarint(bytes: Uint8Array, from: number, to: number): { value: number; to: number } {
  let value = 0;
  for (let at = from; at < Math.min(to, from + 10); at++) {
    value += (bytes[at]! & 127) * 2 ** (7 * (at - from));
    if (bytes[at]! < 128) return { value, to: at + 1 };
  }
  throw damagedModel('a field ends behind its message');
}
