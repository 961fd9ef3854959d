import type { Kernel } from '../kernel-instance.ts';
import type { CodeArray, WholeArray } from './segment.ts';

/** Bytes beyond the last that `putBytes` and `putWords` may write. */
export const spareBytes = 16;

/** Puts the elements `from`..`to` of `array` to `at` in the kernel's memory, as words of 32 bits; fewer than `spareBytes` more are written. */
export function putWords(kernel: Kernel, array: WholeArray | CodeArray, from: number, to: number, at: number): void {
  const bytesEach = array.BYTES_PER_ELEMENT;
  const count = to - from;
  const bytes = new Uint8Array(array.buffer, array.byteOffset + from * bytesEach, count * bytesEach);
  putBytes(kernel, bytes, Math.ceil((at + count * (4 - bytesEach)) / 8) * 8);
  if (bytesEach === 4) return;
  const isSigned = array instanceof Int16Array || array instanceof Int8Array;
  kernel.call.widenWords(at, count, bytesEach, isSigned);
}

/**
 * Puts bytes of a segment to `at` in the kernel's memory; fewer than `spareBytes` more are written. Shared memory is copied a byte at a
 * time unless both sides begin at a multiple of 8: what does not is copied from one to the next and moved into its place there.
 */
export function putBytes(kernel: Kernel, source: Uint8Array, at: number): void {
  const before = source.byteOffset & 7;
  const { length } = source;
  if (before === 0 && (at & 7) === 0) {
    kernel.bytes.set(source, at);
    return;
  }
  const aligned = Math.ceil(at / 8) * 8;
  kernel.bytes.set(new Uint8Array(source.buffer, source.byteOffset - before, before + length), aligned);
  kernel.bytes.copyWithin(at, aligned + before, aligned + before + length);
}
