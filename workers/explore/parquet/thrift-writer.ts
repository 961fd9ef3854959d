import type { ByteSink } from './byte-sink.ts';

/** Element types of the compact protocol, as in Thrift's specification (doc/specs/thrift-compact-protocol.md). */
const wire = { true: 1, false: 2, int32: 5, int64: 6, binary: 8, list: 9, struct: 12 } as const;

/** A value with its field's number in front of it; what is undefined is left out. */
export type ThriftField = readonly [id: number, value: ThriftValue | undefined];
/** All of one shape, so that the code that writes them meets one kind of object. */
export interface ThriftValue {
  readonly type: number;
  readonly number: number;
  readonly text: string;
  readonly fields: readonly ThriftField[];
  readonly items: readonly ThriftValue[];
}

const plain: ThriftValue = { type: 0, number: 0, text: '', fields: [], items: [] };
const made = (type: number, number: number): ThriftValue => ({ ...plain, type, number });

export const int32 = (value: number): ThriftValue => made(wire.int32, value);
export const int64 = (value: number): ThriftValue => made(wire.int64, value);
export const boolean = (value: boolean): ThriftValue => made(value ? wire.true : wire.false, 0);
export const text = (value: string): ThriftValue => ({ ...plain, type: wire.binary, text: value });
export const struct = (fields: readonly ThriftField[]): ThriftValue => ({ ...plain, type: wire.struct, fields });
export const list = (items: readonly ThriftValue[]): ThriftValue => ({ ...plain, type: wire.list, items });

const encoder = new TextEncoder();

/** Zigzag: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

function writeValue(sink: ByteSink, { type, number, text, fields, items }: ThriftValue): void {
  if (type === wire.int32 || type === wire.int64) sink.varint(zigzag(number));
  else if (type === wire.struct) writeStruct(sink, fields);
  else if (type === wire.list) writeList(sink, items);
  else if (type === wire.binary) writeText(sink, text);
}

function writeText(sink: ByteSink, text: string): void {
  const bytes = encoder.encode(text);
  sink.varint(bytes.length);
  sink.append(bytes);
}

function writeList(sink: ByteSink, items: readonly ThriftValue[]): void {
  const itemType = items[0]?.type ?? wire.struct;
  if (items.length < 15) sink.byte((items.length << 4) | itemType);
  else {
    sink.byte(0xf0 | itemType);
    sink.varint(items.length);
  }
  for (const item of items) writeValue(sink, item);
}

/** Appends a struct in Thrift's compact protocol. Fields come in rising order of their numbers; lists hold no booleans. */
export function writeStruct(sink: ByteSink, fields: readonly ThriftField[]): void {
  let last = 0;
  for (const [id, value] of fields) {
    if (value === undefined) continue;
    sink.byte(((id - last) << 4) | value.type);
    last = id;
    writeValue(sink, value);
  }
  sink.byte(0);
}
