import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packArrays, readPacked, unpackArrays, writePacked } from '../../../workers/train/packed-arrays.ts';
import fc from '../../builders/fast-check.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-packed-'));

describe('packed arrays', () => {
  it('come out of memory and out of a file as they went in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          doubles: fc.float64Array({ maxLength: 20 }),
          singles: fc.float32Array({ maxLength: 20 }),
          whole: fc.int32Array({ maxLength: 20 }),
          rows: fc.uint32Array({ maxLength: 20 }),
          bytes: fc.uint8Array({ maxLength: 20 }),
        }),
        fc.jsonValue(),
        async (arrays, value) => {
          const meta = JSON.parse(JSON.stringify({ value }));
          const buffer = packArrays({ meta, arrays });
          const file = writePacked(buffer, path.join(folder, 'arrays'));
          expect(readFileSync(file.path).length).toBe(file.sizeBytes);
          for (const found of [unpackArrays(buffer), unpackArrays(await readPacked(file.path))]) {
            expect(found.meta).toEqual(meta);
            expect(found.arrays).toEqual(arrays);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('refuse other bytes', () => {
    expect(() => unpackArrays(new SharedArrayBuffer(64))).toThrow(TypeError);
    expect(() => unpackArrays(new SharedArrayBuffer(3))).toThrow(TypeError);
    const whole = packArrays({ meta: {}, arrays: { one: new Float64Array(9) } });
    const cut = new SharedArrayBuffer(whole.byteLength - 8);
    new Uint8Array(cut).set(new Uint8Array(whole).subarray(0, cut.byteLength));
    expect(() => unpackArrays(cut)).toThrow(TypeError);
  });
});
