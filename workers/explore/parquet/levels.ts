import { threadKernel } from '../../kernel-instance.ts';
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

/** The `count` words at `wordsAt` in the kernel's memory as one run of packed groups; the last group is filled up with zeros. `width` ≤ 32. */
export function writePacked(sink: ByteSink, wordsAt: number, count: number, width: number): void {
  const groups = Math.ceil(count / 8);
  sink.varint(groups * 2 + 1);
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const packedAt = call.allocate(groups * width + 16);
  call.packBits(wordsAt, count, width, packedAt);
  sink.append(kernel.bytes.subarray(packedAt, packedAt + groups * width));
  call.release(mark);
}

/**
 * Which of `rows` rows hold one of the wanted kinds, as definition levels with their length in front (1 where there is a
 * value). Their kinds are at `kindsAt` in the kernel's memory; `kindsWanted` has a bit for each. Gives how many do.
 */
export function writePresence(sink: ByteSink, kindsAt: number, rows: number, kindsWanted: number): number {
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const groups = Math.ceil(rows / 8);
  const flagsAt = call.allocate(groups);
  const present = call.packFlags(kindsAt, rows, kindsWanted, flagsAt);
  const start = sink.length;
  sink.uint32(0);
  if (present === rows || present === 0) writeRepeated(sink, present === 0 ? 0 : 1, rows, 1);
  else {
    sink.varint(groups * 2 + 1);
    sink.append(kernel.bytes.subarray(flagsAt, flagsAt + groups));
  }
  putUint32(sink.bytes, start, sink.length - start - 4);
  call.release(mark);
  return present;
}

/** Definition levels of `rows` rows that all hold a value. */
export function writeAllPresent(sink: ByteSink, rows: number): void {
  const start = sink.length;
  sink.uint32(0);
  writeRepeated(sink, 1, rows, 1);
  putUint32(sink.bytes, start, sink.length - start - 4);
}

function putUint32(bytes: Uint8Array, at: number, value: number): void {
  for (let byte = 0; byte < 4; byte++) bytes[at + byte] = (value >>> (8 * byte)) & 255;
}
