import { describe, expect, it } from 'vitest';
import { threadKernel } from '../../../workers/kernel-instance.ts';
import { putBytes, putWords, spareBytes } from '../../../workers/tabular/put-words.ts';
import fc from '../../builders/fast-check.ts';

const viewOf = {
  int8: (shared: SharedArrayBuffer, at: number, count: number) => new Int8Array(shared, at, count),
  uint8: (shared: SharedArrayBuffer, at: number, count: number) => new Uint8Array(shared, at, count),
  int16: (shared: SharedArrayBuffer, at: number, count: number) => new Int16Array(shared, at, count),
  uint16: (shared: SharedArrayBuffer, at: number, count: number) => new Uint16Array(shared, at, count),
  int32: (shared: SharedArrayBuffer, at: number, count: number) => new Int32Array(shared, at, count),
  uint32: (shared: SharedArrayBuffer, at: number, count: number) => new Uint32Array(shared, at, count),
} as const;
const names = Object.keys(viewOf) as (keyof typeof viewOf)[];
const place = fc.nat({ max: 40 });

/** A stretch of the kernel's memory, filled with a sign that shows what was not written. */
function room(bytes: number): number {
  const { call } = threadKernel();
  call.reset();
  const at = call.allocate(bytes);
  threadKernel().bytes.fill(0xa5, at, at + bytes);
  return at;
}

describe('elements of a segment in the memory of the kernel', () => {
  it('are words of 32 bits, wherever in the segment they begin, and leave the rest of it alone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), place, fc.nat({ max: 400 }), place, (name, skipped, count, from) => {
        const shared = new SharedArrayBuffer((skipped + from + count) * 4 + 8);
        const array = viewOf[name](shared, Math.ceil(skipped / 8) * 8, from + count);
        for (const index of array.keys()) array[index] = index * 2_654_435_761;
        const at = room(count * 4 + 64);
        putWords(threadKernel(), array, from, from + count, at);
        const { bytes } = threadKernel();
        const words = new Int32Array(bytes.buffer, at, count);
        expect([...words]).toEqual([...Int32Array.from(array.subarray(from, from + count))]);
        const beyond = bytes.subarray(at + count * 4 + spareBytes - 1, at + count * 4 + 64);
        expect(beyond.every((byte) => byte === 0xa5)).toBe(true);
      }),
    );
  });

  it('are the same bytes, wherever they begin on either side', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), place, place, (content, skipped, moved) => {
        const source = new Uint8Array(new SharedArrayBuffer(skipped + content.length), skipped);
        source.set(content);
        const at = room(moved + content.length + 64) + moved;
        putBytes(threadKernel(), source, at);
        const { bytes } = threadKernel();
        expect([...bytes.subarray(at, at + content.length)]).toEqual([...content]);
        expect(bytes.subarray(at - moved, at).every((byte) => byte === 0xa5)).toBe(true);
        const end = at + content.length;
        expect(bytes.subarray(end + spareBytes - 1, end + 64 - moved).every((byte) => byte === 0xa5)).toBe(true);
      }),
    );
  });
});
