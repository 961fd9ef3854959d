import type { Kernel } from '../kernel-instance.ts';
import type { CodeArray, WholeArray } from './segment.ts';

/** Puts the elements `from`..`to` of `array` to `at` in the kernel's memory, as words of 32 bits; up to 7 bytes more are written. */
export function putWords(kernel: Kernel, array: WholeArray | CodeArray, from: number, to: number, at: number): void {
  const bytesEach = array.BYTES_PER_ELEMENT;
  const count = to - from;
  const bytes = new Uint8Array(array.buffer, array.byteOffset + from * bytesEach, count * bytesEach);
  // Shared memory is copied a byte at a time unless both sides begin at a multiple of 8.
  kernel.bytes.set(bytes, Math.ceil((at + count * (4 - bytesEach)) / 8) * 8);
  if (bytesEach === 4) return;
  const isSigned = array instanceof Int16Array || array instanceof Int8Array;
  kernel.call.widenWords(at, count, bytesEach, isSigned);
}
