import type { ByteSink } from './byte-sink.ts';

/*
 * Parquet's run length / bit-packing hybrid (Encodings.md, "RLE = 3"): a run is one value repeated, or groups of eight
 * values packed into `width` bits each, lowest bit first.
 */

/** Bits that hold the numbers 0..`count` − 1; at least one. */
export function bitWidth(count: number): number {
  return Math.max(1, 32 - Math.clz32(count - 1));
}

/** One run of `count` times `value`. */
export function writeRepeated(sink: ByteSink, value: number, count: number, width: number): void {
  sink.varint(count * 2);
  for (let shift = 0; shift < width; shift += 8) sink.byte((value >>> shift) & 255);
}

/** The first `count` of `values` as one run of packed groups; the last group is filled up with zeros. `width` ≤ 24. */
export function writePacked(sink: ByteSink, values: Uint32Array, count: number, width: number): void {
  const groups = Math.ceil(count / 8);
  sink.varint(groups * 2 + 1);
  sink.reserve(groups * width);
  const { bytes } = sink;
  const end = sink.length + groups * width;
  const whole = width <= widestGroupInOneWord ? count - (count & 7) : 0;
  let at = packGroups(values, whole, width, bytes, sink.length);
  let buffered = 0;
  let bits = 0;
  for (let index = whole; index < count; index++) {
    buffered |= (values[index] as number) << bits;
    bits += width;
    while (bits >= 8) {
      bytes[at++] = buffered & 255;
      buffered >>>= 8;
      bits -= 8;
    }
  }
  if (bits > 0) bytes[at++] = buffered;
  bytes.fill(0, at, end);
  sink.length = end;
}

/** Eight values of at most this width fit into 32 bits. */
const widestGroupInOneWord = 4;

/** Packs groups of eight values, each group as a word of which `width` bytes count; answers where the last one ends. */
function packGroups(values: Uint32Array, count: number, width: number, bytes: Uint8Array, from: number): number {
  let at = from;
  for (let index = 0; index < count; index += 8) {
    let word = 0;
    for (let bit = 0; bit < 8; bit++) word |= (values[index + bit] as number) << (bit * width);
    for (let byte = 0; byte < width; byte++) bytes[at++] = word >>> (8 * byte);
  }
  return at;
}

/**
 * Which of the rows `from`..`to` hold one of the wanted kinds, as definition levels with their length in front (1 where there is a
 * value). `isWanted` holds a 1 at each wanted kind. Gives how many do.
 */
export function writePresence(
  sink: ByteSink,
  kinds: Uint8Array,
  from: number,
  to: number,
  isWanted: Uint8Array,
): number {
  const rows = to - from;
  const start = sink.length;
  sink.uint32(0);
  const groups = Math.ceil(rows / 8);
  sink.varint(groups * 2 + 1);
  sink.reserve(groups);
  const { bytes } = sink;
  const present = packFlags(kinds, from, to, isWanted, bytes, sink.length);
  sink.length += groups;
  if (present === rows || present === 0) {
    sink.length = start + 4;
    writeRepeated(sink, present === 0 ? 0 : 1, rows, 1);
  }
  putUint32(sink.bytes, start, sink.length - start - 4);
  return present;
}

/** One bit for each row, set where its kind is wanted; answers how many are. */
function packFlags(
  kinds: Uint8Array,
  from: number,
  to: number,
  isWanted: Uint8Array,
  bytes: Uint8Array,
  target: number,
): number {
  let at = target;
  let present = 0;
  for (let row = from; row < to; row += 8) {
    const end = Math.min(8, to - row);
    let packed = 0;
    for (let bit = 0; bit < end; bit++) packed |= (isWanted[kinds[row + bit] as number] as number) << bit;
    bytes[at++] = packed;
    present += ones[packed] as number;
  }
  return present;
}

/** Definition levels of `rows` rows that all hold a value. */
export function writeAllPresent(sink: ByteSink, rows: number): void {
  const start = sink.length;
  sink.uint32(0);
  writeRepeated(sink, 1, rows, 1);
  putUint32(sink.bytes, start, sink.length - start - 4);
}

/** How many bits of a byte are set. */
const ones = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

function putUint32(bytes: Uint8Array, at: number, value: number): void {
  for (let byte = 0; byte < 4; byte++) bytes[at + byte] = (value >>> (8 * byte)) & 255;
}
