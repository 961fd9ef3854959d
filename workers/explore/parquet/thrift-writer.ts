import type { ByteSink } from './byte-sink.ts';

/** Element types of the compact protocol, as in Thrift's specification (doc/specs/thrift-compact-protocol.md). */
const wire = { true: 1, false: 2, int32: 5, int64: 6, binary: 8, list: 9, struct: 12 } as const;

/** A value with its field's number in front of it; what is undefined is left out. */
export type ThriftField = readonly [id: number, value: ThriftValue | undefined];
export type ThriftValue =
  | { readonly int32: number }
  | { readonly int64: number }
  | { readonly boolean: boolean }
  | { readonly text: string }
  | { readonly struct: readonly ThriftField[] }
  | { readonly list: readonly ThriftValue[] };

const encoder = new TextEncoder();

function typeOf(value: ThriftValue): number {
  if ('int32' in value) return wire.int32;
  if ('int64' in value) return wire.int64;
  if ('boolean' in value) return value.boolean ? wire.true : wire.false;
  if ('struct' in value) return wire.struct;
  if ('list' in value) return wire.list;
  return wire.binary;
}

/** Zigzag: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

function writeValue(sink: ByteSink, value: ThriftValue): void {
  if ('int32' in value) sink.varint(zigzag(value.int32));
  else if ('int64' in value) sink.varint(zigzag(value.int64));
  else if ('struct' in value) writeStruct(sink, value.struct);
  else if ('list' in value) writeList(sink, value.list);
  else if ('text' in value) writeText(sink, value.text);
}

function writeText(sink: ByteSink, text: string): void {
  const bytes = encoder.encode(text);
  sink.varint(bytes.length);
  sink.append(bytes);
}

function writeList(sink: ByteSink, items: readonly ThriftValue[]): void {
  const itemType = items[0] === undefined ? wire.struct : typeOf(items[0]);
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
    sink.byte(((id - last) << 4) | typeOf(value));
    last = id;
    writeValue(sink, value);
  }
  sink.byte(0);
}
