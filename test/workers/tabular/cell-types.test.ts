import { describe, expect, it } from 'vitest';
import { columnTypeOf, previewCellParser } from '../../../workers/tabular/cell-types.ts';

describe('cells of text files', () => {
  const kindOf = (text: string) => previewCellParser('.')(text).kind;
  it('keeps as text what a number would damage', () => {
    expect(
      ['007', '-007', '12345678901234567', '+8613800000000', '00.5', '1,234', '0x1f', '1e999'].map(kindOf),
    ).toEqual(new Array(8).fill('text'));
  });

  it('reads numbers, booleans and dates that begin with the year; words for missing are left to the whole column', () => {
    expect(['0', '-0.5', '.5', '5.', '1e5', ' 12 ', '+5', 'inf'].map(kindOf)).toEqual(new Array(8).fill('number'));
    expect(['true', 'FALSE'].map(kindOf)).toEqual(['boolean', 'boolean']);
    expect(['2024-03-05', '2024/3/5', '2024-03-05 08:30', '2024-03-05T08:30:15.5Z'].map(kindOf)).toEqual(
      new Array(4).fill('date'),
    );
    expect(['2024-02-30', '2024-14-05', '2024-03/05', '5.3.2024', '2024年3月5日', '2024-03-05 8'].map(kindOf)).toEqual(
      new Array(6).fill('text'),
    );
    expect(['', '  '].map(kindOf)).toEqual(['missing', 'missing']);
    expect(['NA', 'N/A', '#N/A', 'null', 'NaN', 'nan', 'Nadia'].map(kindOf)).toEqual(new Array(7).fill('text'));
  });

  it('does not take a month that does not exist for one it met before', () => {
    const parse = previewCellParser('.');
    expect(parse('2025-01-05').kind).toBe('date');
    expect(parse('2024-14-05').kind).toBe('text');
    expect(parse('2024-12-37').kind).toBe('text');
  });
});

describe('columnTypeOf', () => {
  it('wants nineteen of twenty', () => {
    expect(columnTypeOf([...new Array(19).fill('number'), 'text', 'missing'])).toBe('number');
    expect(columnTypeOf([...new Array(9).fill('number'), 'text'])).toBe('mixed');
    expect(columnTypeOf(['missing', 'missing'])).toBe('empty');
    expect(columnTypeOf(['date'])).toBe('date');
  });
});
