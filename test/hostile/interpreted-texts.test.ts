import { describe, expect, it } from 'vitest';
import { dateFormOf } from '../../workers/tabular/interpret/date-form.ts';
import { foldWidth } from '../../workers/tabular/interpret/fold-width.ts';
import { numberFormOf } from '../../workers/tabular/interpret/number-form.ts';
import { interpretCells } from '../workers/tabular/interpret/interpret-cells.ts';

/** Texts that make a careless pattern go back and forth. */
const pieces = [
  '1',
  ',',
  '1,',
  ' ',
  '1 ',
  '.',
  '1.',
  "1'",
  '(',
  '-',
  '￥',
  '一',
  '万',
  '2024',
  '年',
  '1/1',
  'jan ',
  'T1:',
  '%',
  'é',
  '\u{1f600}',
];
const longest = 20_000;

describe('texts made to cost time', () => {
  it.each(pieces)('%j over and over is told at once', (piece) => {
    // A pattern that tries every way of cutting these would not come back.
    for (const length of [20, 47, 48, 49, 64, 1000, longest]) {
      const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      for (const end of ['', 'x', '.5', ')', '日']) {
        numberFormOf(foldWidth(text + end).trim());
        dateFormOf(foldWidth(text + end).trim());
      }
    }
  });

  it('are kept whole', async () => {
    const written = [...pieces.map((piece) => piece.repeat(5000)), '12 kg', '\u0000'];
    const { columns } = await interpretCells({ value: written });
    const expected = written.map((text) => Buffer.from(text).toString('utf8'));
    expect(columns[0]).toEqual(expected);
  });

  it('a hundred thousand distinct ones, and as many distinct numbers', async () => {
    const rows = 100_000;
    const words = Array.from({ length: rows }, (_, row) => `item ${row} of ${'x'.repeat(row % 40)}`);
    const weights = Array.from({ length: rows }, (_, row) => `${row / 4} kg`);
    const { columns, report } = await interpretCells({ words, weights }, { cuts: [30_000, 70_000] });
    expect(columns[0]).toEqual(words);
    expect(columns[1]).toEqual(weights.map((_, row) => row / 4));
    expect(report.columns[1]?.changes).toMatchObject([{ change: 'unit', count: rows }]);
    expect(report.columns[1]?.changes[0]?.rows).toHaveLength(1000);
  });

  it('names of columns and units that mean something to JavaScript', async () => {
    const cells = ['__proto__', 'constructor', 'toString'];
    const { columns } = await interpretCells({
      constructor: cells,
      toString: ['5 constructor', '6 __proto__', '7 valueOf'],
    });
    expect(columns).toEqual([cells, ['5 constructor', '6 __proto__', '7 valueOf']]);
  });
});
