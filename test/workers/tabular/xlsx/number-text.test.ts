import { describe, expect, it } from 'vitest';
import { longNumber, numberOfBytes } from '../../../../workers/tabular/xlsx/number-text.ts';
import fc from '../../../builders/fast-check.ts';

const read = (text: string) => {
  const bytes = Buffer.from(`#${text}#`);
  return numberOfBytes(bytes, 1, bytes.length - 1);
};

describe('numberOfBytes', () => {
  it('gives back every finite double, bit for bit, from its shortest text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Object.is(read(String(value)), value) || (value === 0 && read(String(value)) === 0)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('gives back every double from the 17 digits that Excel writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(read(value.toExponential(16).replace('e', 'E'))).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 5000 },
    );
  });

  it('rounds decimals of 16 to 19 digits as the engine does', () => {
    const digits = fc.bigInt({ min: 10n ** 15n, max: 10n ** 19n - 1n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 22 }), fc.boolean(), (mantissa, decimals, isNegative) => {
        const padded = mantissa.toString().padStart(decimals + 1, '0');
        const cut = padded.length - decimals;
        const text = `${isNegative ? '-' : ''}${padded.slice(0, cut)}${decimals > 0 ? `.${padded.slice(cut)}` : ''}`;
        expect(read(text)).toBe(Number(text));
        expect(longNumber(Buffer.from(text), 0, text.length)).toBe(Number(text));
      }),
      { numRuns: 20_000 },
    );
  });

  it('decides exact ties to even', () => {
    for (const text of ['9007199254740993', '9007199254740995', '0.5000000000000000277', '1.00000000000000011102']) {
      expect(read(text)).toBe(Number(text));
    }
  });

  it('reads signs, exponents and surrounding spaces', () => {
    expect(read('-0')).toBe(-0);
    expect(read('+5')).toBe(5);
    expect(read(' 12.50\n')).toBe(12.5);
    expect(read('1E-7')).toBe(1e-7);
    expect(read('.5')).toBe(0.5);
    expect(read('5.')).toBe(5);
    expect(read('12345678901234567890')).toBe(Number('12345678901234567890'));
  });

  it('gives NaN for what is no finite number', () => {
    for (const text of ['', ' ', 'NaN', 'INF', '1E309', '0x10', '1,5', '--1', '1.2.3', 'e5', '1e', '.', '-']) {
      expect(read(text), text).toBeNaN();
    }
  });
});
