import { describe, expect, test } from 'vitest';
import { describeCells } from './table-builder.ts';

const describeTexts = (cells: string[], cuts: number[] = []) => describeCells(cells, cuts).text!;

describe('describeTexts', () => {
  test('measures lengths in characters, not in bytes or UTF-16 units', () => {
    const text = describeTexts(['a', '计算机', '👩🏽', 'é', '智能科学与技术'], [2]);
    expect(text).toMatchObject({ count: 5, minimumLength: 1, maximumLength: 7 });
    expect(text.meanLength).toBeCloseTo((1 + 3 + 2 + 1 + 7) / 5, 12);
    expect(text.lengthHistogram.edges[0]).toBe(1);
    expect(text.lengthHistogram.counts.reduce((sum, count) => sum + count, 0)).toBe(5);
  });

  test('counts surrounding spaces of every kind', () => {
    const padded = [' a', 'a ', '\ta', 'a\n', '\u00a0a', 'a\u00a0', '\u3000甲', '甲\u3000', ' '];
    const tidy = ['a b', '甲\u3000乙', 'à', '\u3001', 'Â\u00b0'];
    expect(describeTexts([...padded, ...tidy, ' a']).surroundingSpaces).toBe(padded.length + 1);
    expect(describeTexts(tidy).surroundingSpaces).toBe(0);
  });

  test.each(['12', ' 12 ', '-3.5', '1,234', '1,234.50', '12%', '１２３', '1e5', '$5.20', '.5', '+7', '¥1,200'])(
    'takes %s for a number',
    (cell) => {
      expect(describeTexts([cell, cell])).toMatchObject({ numberLike: 2, dateLike: 0 });
    },
  );

  test.each([
    '2024-03-05',
    '2024/3/5',
    '2024.3.5',
    '2024年3月5日',
    '5.3.2024',
    '05/03/2024',
    '2024-03-05T08:30:00',
    '5-Mar-2024',
    'March 5, 2024',
    '２０２４年３月５日',
  ])('takes %s for a date', (cell) => {
    expect(describeTexts([cell])).toMatchObject({ numberLike: 0, dateLike: 1 });
  });

  test.each([
    ['a code with leading zeros', '007'],
    ['an identity card', '110101199003077758'],
    ['a telephone number', '+8613800000000'],
    ['a telephone number with dashes', '138-0000-0000'],
    ['a day that does not exist', '2024-02-30'],
    ['a month that does not exist', '2024/13/5'],
    ['not a number', 'NaN'],
    ['a word', 'March'],
    ['a numeral alone', '三'],
    ['a name that begins like a month', 'Marketing 2024'],
    ['a version', '1.2.3'],
    ['a range', '10-20'],
    ['an empty text', ''],
    ['a long text', '1'.repeat(500)],
  ])('takes %s for text', (_, cell) => {
    expect(describeTexts([cell])).toMatchObject({ numberLike: 0, dateLike: 0 });
  });
});
