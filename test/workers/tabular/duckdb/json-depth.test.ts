import { describe, expect, it } from 'vitest';
import { threadKernel } from '../../../../workers/kernel-instance.ts';
import fc from '../../../builders/fast-check.ts';

/** As the kernel tells it, the text given in blocks of these lengths. */
function depthOf(text: string, blocks: readonly number[]): number {
  const kernel = threadKernel();
  const bytes = Buffer.from(text);
  kernel.call.reset();
  kernel.call.startJson();
  const at = kernel.call.allocate(bytes.length + 16);
  let deepest = 0;
  for (let from = 0, block = 0; from < bytes.length; block++) {
    const to = Math.min(bytes.length, from + (blocks[block % blocks.length] ?? 7));
    kernel.bytes.set(bytes.subarray(from, to), at);
    deepest = kernel.call.jsonDepth(at, at + to - from);
    from = to;
  }
  return deepest;
}

function realDepth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(realDepth));
}

describe('the depth of JSON', () => {
  it('is that of the value, wherever blocks are cut', () => {
    const blocks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), blocks, (value, lengths) => {
        expect(depthOf(JSON.stringify(value), lengths)).toBe(realDepth(value));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('does not count brackets in texts', () => {
    for (let length = 1; length < 40; length++) {
      expect(depthOf(`["${'x'.repeat(length)}\\"[[{\\\\","[","\\\\"]`, [length])).toBe(1);
    }
  });
});
