import { describe, expect, it } from 'vitest';
import fc from '../../../builders/fast-check.ts';
import type { SegmentCell } from '../../../builders/segment-cells.ts';
import { chineseNumerals } from './chinese-numerals.ts';
import { interpretCells } from './interpret-cells.ts';

const runs = { numRuns: 60 };

/** 1234567.8 as 1,234,567.8 with these signs. */
function grouped(value: number, separator: string, decimal: string): string {
  const [whole = '', fraction] = Math.abs(value).toString().split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  return `${value < 0 ? '-' : ''}${groups}${fraction === undefined ? '' : decimal + fraction}`;
}

const decimals = fc
  .tuple(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([whole, places]) => whole / 10 ** places)
  .filter((value) => !Object.is(value, -0));
/** At least one value tells the decimal sign for certain. */
const certain = (values: number[]) => [...values, 1234567.25, -0.5];

const styles: Readonly<Record<string, (value: number) => string>> = {
  'grouped with commas': (value) => grouped(value, ',', '.'),
  'grouped with points': (value) => grouped(value, '.', ','),
  'grouped with blanks': (value) => grouped(value, ' ', ','),
  'grouped with narrow blanks': (value) => grouped(value, '\u202f', ','),
  'grouped with apostrophes': (value) => grouped(value, "'", '.'),
  'with a unit': (value) => `${grouped(value, ',', '.')} kg`,
  'with a currency before': (value) => (value < 0 ? `-$${grouped(-value, ',', '.')}` : `$${grouped(value, ',', '.')}`),
  'with a currency behind': (value) => `${grouped(value, '.', ',')} €`,
  'with brackets for minus': (value) => (value < 0 ? `(${grouped(-value, ',', '.')})` : grouped(value, ',', '.')),
  'with a minus behind': (value) => (value < 0 ? `${grouped(-value, ',', '.')}-` : grouped(value, ',', '.')),
  'in full-width signs': (value) =>
    grouped(value, ',', '.').replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  'in plain digits': (value) => (Math.abs(value) < 1e-6 ? value.toFixed(4) : String(value)),
};

describe('numbers written in one style', () => {
  it.each(Object.entries(styles))('%s come back to the bit', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(fc.array(decimals, { minLength: 1, maxLength: 30 }), async (drawn) => {
        const values = certain(drawn);
        const { columns } = await interpretCells({ value: values.map(write) });
        expect(columns[0]).toEqual(values);
      }),
      runs,
    );
  });

  it('as percentages come back as the nearest double', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(decimals, { minLength: 1, maxLength: 20 }), async (drawn) => {
        const values = certain(drawn);
        const { columns } = await interpretCells({ share: values.map((value) => `${value}%`) });
        expect(columns[0]).toEqual(values.map((value) => Number(`${value}e-2`)));
      }),
      runs,
    );
  });

  it('in Chinese numerals come back', async () => {
    const wholes = fc.array(fc.integer({ min: 10, max: 999_999_999_999 }), { minLength: 2, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(wholes, async (values) => {
        const { columns } = await interpretCells({ value: values.map(chineseNumerals) });
        expect(columns[0]).toEqual(values);
      }),
      runs,
    );
  });
});

const day = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 86_400_000, max: Date.UTC(2060, 0, 1) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000));
const pad = (value: number) => String(value).padStart(2, '0');
const parts = (date: Date) => [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const;
const monthNames = ['Jan', 'February', 'Mar', 'April', 'May', 'Jun', 'July', 'Aug', 'Sept', 'Oct', 'November', 'Dec'];
const chineseDigits = '〇一二三四五六七八九';

const dateStyles: Readonly<Record<string, (year: number, month: number, date: number) => string>> = {
  'as 2024年3月1日': (year, month, date) => `${year}年${month}月${date}日`,
  'in Chinese numerals': (year, month, date) =>
    `${[...String(year)].map((digit) => chineseDigits[Number(digit)]).join('')}年${chineseNumerals(month)}月${chineseNumerals(date)}日`,
  'with slashes, day first': (year, month, date) => `${pad(date)}/${pad(month)}/${year}`,
  'with slashes, month first': (year, month, date) => `${month}/${date}/${year}`,
  'with points': (year, month, date) => `${date}.${month}.${year}`,
  'with a month’s name': (year, month, date) => `${date} ${monthNames[month - 1]} ${year}`,
  'with a month’s name first': (year, month, date) => `${monthNames[month - 1]} ${date}, ${year}`,
  'as 2024/3/1': (year, month, date) => `${year}/${month}/${date}`,
};

describe('dates written in one style', () => {
  it.each(Object.entries(dateStyles))('%s come back', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 20 }), async (drawn) => {
        // A day above the twelfth tells the order for certain.
        const dates = [...drawn, new Date(Date.UTC(2024, 1, 28))];
        const { columns } = await interpretCells({ when: dates.map((date) => write(...parts(date))) });
        expect(columns[0]).toEqual(dates.map((date) => ({ date: date.toISOString() })));
      }),
      runs,
    );
  });
});

const cell: fc.Arbitrary<SegmentCell> = fc.oneof(
  fc.constantFrom(
    '12 kg',
    '3.5 kg',
    '1,234 kg',
    '7 lb',
    'N/A',
    '-',
    '无',
    '有',
    'yes',
    'no',
    '03/04/2024',
    '13/04/2024',
  ),
  fc.constantFrom('2024年3月1日', '45352', '007', '12%', '(5)', '1.234,5', 'text', ' 12 kg ', '', '三十五', '$5'),
  fc.integer({ min: -5, max: 60_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constant<SegmentCell>({ date: '2024-03-01T00:00:00.000Z' }),
  fc.constant<SegmentCell>({ error: '#N/A' }),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
);
/** Columns of few kinds of cells, as files have them, so that many are converted. */
const column = fc
  .array(cell, { minLength: 1, maxLength: 4 })
  .chain((few) => fc.array(fc.constantFrom(...few), { minLength: 1, maxLength: 60 }));

describe('a column of anything', () => {
  it('is read the same however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(column, fc.uniqueArray(fc.nat({ max: 59 }), { maxLength: 4 }), async (cells, drawn) => {
        const cuts = [...drawn].sort((a, b) => a - b);
        const whole = await interpretCells({ value: cells });
        expect(await interpretCells({ value: cells }, { cuts })).toEqual(whole);
      }),
      { numRuns: 300, examples: [[['12 kg', 0, 0, 3, 3], [1]]] },
    );
  });

  it('is decided by what it holds, not by the order', async () => {
    await fc.assert(
      fc.asyncProperty(column, async (cells) => {
        const forward = await interpretCells({ value: cells });
        const backward = await interpretCells({ value: [...cells].reverse() });
        expect([...(backward.columns[0] ?? [])].reverse()).toEqual(forward.columns[0]);
        const counts = (report: typeof forward.report) =>
          report.columns[0]?.changes.map(({ change, count }) => [change, count]);
        expect(counts(backward.report)).toEqual(counts(forward.report));
      }),
      { numRuns: 200 },
    );
  });

  it('loses nothing: what is no text stays, and every changed text is counted', async () => {
    await fc.assert(
      fc.asyncProperty(column, async (cells) => {
        const { columns, report } = await interpretCells({ value: cells });
        const read = columns[0] ?? [];
        let changed = 0;
        for (const [row, before] of cells.entries()) {
          const after = read[row];
          const isSerial = typeof before === 'number' && typeof after === 'object' && after !== null;
          if (typeof before === 'string' ? after !== before : isSerial) changed++;
          else expect(after).toEqual(before);
        }
        expect(report.changedCells).toBe(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('never takes a leading zero for a number', async () => {
    const ids = fc.array(fc.stringMatching(/^0\d{1,6}$/), { minLength: 1, maxLength: 5 });
    const others = fc.array(fc.integer({ min: 0, max: 9999 }).map(String), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(ids, others, async (zeros, numbers) => {
        const written = [...numbers, ...zeros];
        const { columns } = await interpretCells({ value: written });
        expect(columns[0]).toEqual(written);
      }),
      runs,
    );
  });
});
