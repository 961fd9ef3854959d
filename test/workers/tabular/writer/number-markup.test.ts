import { describe, expect, it } from 'vitest';
import { maxNumberBytes, NumberMarkup } from '../../../../workers/tabular/writer/number-markup.ts';
import fc from '../../../builders/fast-check.ts';

/** What stands in the sheet for each of `values`, written as one column. */
function written(values: readonly number[]): string[] {
  const markup = new NumberMarkup();
  const bytes = new Uint8Array(maxNumberBytes * 2);
  return values.map((value) => Buffer.from(bytes.subarray(0, markup.put(bytes, 0, value))).toString('latin1'));
}

describe('numbers of a sheet', () => {
  it('come back bit for bit', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 12 })).map(([whole, digits]) => whole / 10 ** digits),
      fc.tuple(fc.integer(), fc.integer({ min: 0, max: 9 })).map(([whole, digits]) => whole / 10 ** digits),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 100 }), (values) => {
        const texts = written(values);
        expect(texts.map(Number)).toEqual(values.map((value) => value + 0));
        for (const text of texts) {
          expect(text).toMatch(/^-?\d+(\.\d+)?(e[+-]\d+)?$/);
          expect(text.length).toBeLessThanOrEqual(maxNumberBytes);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are as short as can be', () => {
    const values = [0, -0, 7, -12, 1.5, 1.25, 100, 0.1 + 0.2, 0.000001, 123_456_789_012, 99_999_999.99, 1e21, 5e-324];
    expect(written(values)).toEqual([
      ...['0', '0', '7', '-12', '1.5', '1.25', '100', '0.30000000000000004', '0.000001', '123456789012'],
      ...['99999999.99', '1e+21', '5e-324'],
    ]);
    const decimals = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(decimals), (pairs) => {
        const values = pairs.map(([whole, digits]) => whole / 10 ** digits + 0);
        const lengths = written(values).map((text) => text.length);
        const shortest = values.map((value) => String(value).length);
        // 1e-7 and the like are written out, which takes a few signs more.
        for (const [place, length] of lengths.entries())
          expect(length).toBeLessThanOrEqual(Math.max(9, shortest[place]!));
      }),
    );
  });

  it('are still exact once a column has shown that it holds no short ones', () => {
    const values = Array.from({ length: 300 }, (_, place) => Math.sqrt(place + 2));
    expect(written([...values, 1.5, 3]).map(Number)).toEqual([...values, 1.5, 3]);
  });
});
