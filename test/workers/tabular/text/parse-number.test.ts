import { describe, expect, it } from 'vitest';
import { NumberParser } from '../../../../workers/tabular/text/parse-number.ts';
import fc from '../../../builders/fast-check.ts';
import { readTable } from './text-table.ts';

const parser = new NumberParser('.');
const encoder = new TextEncoder();

function parsed(text: string, using = parser): number | string {
  const bytes = encoder.encode(text);
  const outcome = using.parse(bytes, 0, bytes.length);
  return outcome === 'number' ? using.value : outcome;
}

function expectSame(text: string): void {
  const value = parsed(text);
  if (!Object.is(value, Number(text))) expect(value, text).toBe(Number(text));
}

/** Integers that a double may not hold are ids, not numbers. */
const isUnsafeInteger = (text: string): boolean => /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text));

const digits = (minimum: number, maximum: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: minimum, maxLength: maximum }).map((list) => list.join(''));
const decimalText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.integer({ min: 1, max: 9 }),
    digits(0, 11),
    digits(1, 22),
    fc.option(fc.integer({ min: -330, max: 290 })),
  )
  .map(
    ([sign, first, more, fraction, exponent]) =>
      `${sign}${first}${more}.${fraction}${exponent === null ? '' : `e${exponent}`}`,
  );

describe('numbers', () => {
  it('give what Number gives, bit for bit, for any finite double as JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        const text = String(value);
        if (!isUnsafeInteger(text)) expectSame(text);
      }),
      { numRuns: 20_000 },
    );
  });

  it('give what Number gives for decimals of any length', () => {
    fc.assert(
      fc.property(decimalText, (text) => (Number.isFinite(Number(text)) ? expectSame(text) : undefined)),
      { numRuns: 20_000 },
    );
  });

  it('give what Number gives for 16 to 19 digits, where most need two words', () => {
    const long = fc
      .tuple(fc.integer({ min: 1, max: 9 }), digits(15, 18), fc.nat({ max: 18 }))
      .map(([first, rest, point]) => {
        const all = `${first}${rest}`;
        const place = Math.max(1, all.length - 1 - point);
        return `${all.slice(0, place)}.${all.slice(place)}`;
      });
    fc.assert(fc.property(long, expectSame), { numRuns: 50_000 });
  });

  it('give what Number gives half way between two doubles', () => {
    for (let exponent = 0; exponent < 60; exponent++) {
      for (const offset of [-1n, 0n, 1n]) {
        const middle = (2n ** 53n + 1n) * 2n ** BigInt(Math.max(0, exponent - 45)) + offset;
        for (const scale of [0, 3, 9, 15]) {
          const text = middle.toString().padStart(scale + 1, '0');
          expectSame(`${text.slice(0, text.length - scale) || '0'}.${text.slice(text.length - scale) || '0'}`);
        }
      }
    }
  });

  it.each(['', '-', '.', '-.', '1e', '1e+', '1.2.3', '1-2', '1 2', '0x10', '1e99999999', '1e999', '--1', '+', 'e5'])(
    'refuse %j',
    (text) => {
      expect(parsed(text)).toBe('none');
    },
  );

  it.each(['007', '-01', '00', '9007199254740993', '123456789012345678901234567890', '+8613800000000'])(
    'leave the id %s alone',
    (text) => {
      expect(parsed(text)).toBe('id');
    },
  );

  it('take a decimal comma, with points between thousands', () => {
    const german = new NumberParser(',');
    expect(['1,5', '-0,25', '1.234,5', '1.234.567', '12', ',5'].map((text) => parsed(text, german))).toEqual([
      1.5, -0.25, 1234.5, 1234567, 12, 0.5,
    ]);
    const others = ['1.5', '1.23,4', '0.123', '1.2345', '5.3.2024', '123,4.5', '1.234,5.6'];
    expect(others.map((text) => parsed(text, german))).toEqual(others.map(() => 'none'));
  });

  it('come out of whole files as Number gives them', async () => {
    const values = fc.sample(
      fc.oneof(
        fc.double({ noDefaultInfinity: true, noNaN: true }),
        fc.integer(),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      ),
      {
        numRuns: 5000,
        seed: 7,
      },
    );
    const usable = values.filter((value) => !isUnsafeInteger(String(value)));
    const { rows } = await readTable(`x,name\n${usable.map((value, index) => `${value},n${index}`).join('\n')}\n`);
    expect(rows.length).toBe(usable.length);
    rows.forEach(([value], index) => {
      const expected = Object.is(usable[index], -0) ? 0 : usable[index];
      if (!Object.is(value, expected)) expect(value).toBe(expected);
    });
  });
});
