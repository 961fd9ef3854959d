import { describe, expect, it } from 'vitest';
import { columnOfLetters, lettersOfColumn, parseRange, rangeText } from '../../../workers/tabular/cell-range.ts';

describe('parseRange', () => {
  it('reads ranges in every form, whatever corner comes first', () => {
    const range = { firstRow: 3, lastRow: 199, firstColumn: 1, lastColumn: 5 };
    for (const text of ['B4:F200', '$B$4:$F$200', 'F200:B4', 'b$4:F200', 'F4:B200']) {
      expect(parseRange(text), text).toEqual(range);
    }
    expect(rangeText(range)).toBe('B4:F200');
    expect(parseRange('C7')).toEqual({ firstRow: 6, lastRow: 6, firstColumn: 2, lastColumn: 2 });
    expect(rangeText(parseRange('$A:$XFD') ?? range)).toBe('A1:XFD1048576');
    expect(rangeText(parseRange('2:9') ?? range)).toBe('A2:XFD9');
  });

  it('gives null for what is no range of a sheet', () => {
    for (const text of ['', 'A', 'A0:B2', 'A1:B1048577', 'A1:XFE2', 'A1:B2,C3', '#REF!', 'Sheet1!A1', 'A1:B2:C3']) {
      expect(parseRange(text), text).toBeNull();
    }
  });

  it('counts columns in letters', () => {
    for (const [letters, column] of [
      ['A', 0],
      ['Z', 25],
      ['AA', 26],
      ['XFD', 16_383],
    ] as const) {
      expect(columnOfLetters(letters)).toBe(column);
      expect(lettersOfColumn(column)).toBe(letters);
    }
  });
});
