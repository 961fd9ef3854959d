import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../renderer/locale/formats.ts';
import {
  readableValue,
  shapeOf,
  statisticsOf,
  summaryOf,
  visibleSpaces,
} from '../../../renderer/results/columns/statistics.ts';
import { cellText } from '../../../renderer/table/rows/cell-text.ts';
import { describeSample, sampleColumns } from './sample-columns.ts';

const formats = createFormats('en');
const words = { yes: '是', no: '否' };
const described = (name: string) => {
  const index = sampleColumns.findIndex((column) => column.name.startsWith(name));
  return describeSample(sampleColumns[index]!, index, 400);
};
const figuresOf = (name: string) =>
  Object.fromEntries(statisticsOf(described(name), formats).map((statistic) => [statistic.name, statistic]));

describe('statisticsOf', () => {
  it('tells all of a numeric column', () => {
    const figures = figuresOf('Linear');
    for (const name of [
      'mean',
      'standardDeviation',
      'minimum',
      'p25',
      'p50',
      'p75',
      'maximum',
      'skewness',
      'outliers',
    ]) {
      expect(figures[name]?.value, name).toMatch(/\d/);
    }
    expect(Number(figures.values?.value) + Number(figures.missing?.value)).toBe(400);
    expect(figures).not.toHaveProperty('infinite');
    expect(figures).not.toHaveProperty('longest');
  });

  it('tells lengths of texts and range of dates', () => {
    expect(figuresOf('专业').longest?.value).toBe('10');
    expect(figuresOf('Enrolled').earliest?.value).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it('tells both values of a yes/no column', () => {
    const { true: yes, false: no } = figuresOf('Scholarship');
    expect(Number(yes?.value) + Number(no?.value)).toBe(400);
  });

  it('tells what a mixed column mixes', () => {
    const figures = figuresOf('备注');
    expect(figures).toHaveProperty('kindNumber');
    expect(figures).toHaveProperty('kindText');
  });

  it('claims nothing about an empty column', () => {
    const names = statisticsOf(described('Column 14'), formats).map(({ name }) => name);
    expect(names).toEqual(['values', 'missing', 'distinct']);
    expect(summaryOf(described('Column 14'), formats, words)).toBe('');
    expect(shapeOf(described('Column 14'))).toEqual([]);
  });
});

describe('summaryOf and shapeOf', () => {
  it('gives range and histogram of numbers and dates, values and counts of categories', () => {
    expect(summaryOf(described('Linear'), formats, words)).toMatch(/^[\d.]+ – [\d.]+$/);
    expect(shapeOf(described('Linear')).reduce((sum, count) => sum + count, 0)).toBe(described('Linear').number?.count);
    expect(summaryOf(described('Gender'), formats, words)).toBe('M, F');
    expect(shapeOf(described('Gender'))).toHaveLength(2);
    expect(shapeOf(described('学号'))).toEqual([]);
  });
});

describe('a yes/no value', () => {
  it('is called as in the cells, in the line of its column and in the list of its values', () => {
    const column = described('Scholarship');
    expect(column.topValues.map(({ value }) => readableValue(value, column, words)).sort()).toEqual(['否', '是']);
    expect(summaryOf(column, formats, words).split(', ').sort()).toEqual(['否', '是']);
  });

  it('is called as the file calls it, in whatever language the window is', () => {
    const column = { ...described('Scholarship'), words: { yes: 'Y', no: 'N' } };
    expect(summaryOf(column, formats, words).split(', ').sort()).toEqual(['N', 'Y']);
    const named = Object.fromEntries(statisticsOf(column, formats).map(({ name, word }) => [name, word]));
    expect(named).toMatchObject({ true: 'Y', false: 'N', values: null });
    const unnamed = statisticsOf(described('Scholarship'), formats).map(({ word }) => word);
    expect(new Set(unnamed)).toEqual(new Set([null]));
  });

  it('is left as it is in a column of words', () => {
    expect(readableValue('true ', described('Gender'), words)).toBe('true␣');
    expect(readableValue('true', described('备注'), words)).toBe('true');
  });
});

describe('visibleSpaces', () => {
  it('shows the spaces at the ends and leaves those between words', () => {
    expect([' a b  ', 'a b', 'Dalian '].map(visibleSpaces)).toEqual(['␣a b␣␣', 'a b', 'Dalian␣']);
  });
});

describe('cellText', () => {
  it('writes each kind of cell as one line', () => {
    expect([null, true, false, 20240101, -1.5, 'a\r\nb\nc'].map((cell) => cellText(cell, words))).toEqual([
      '',
      '是',
      '否',
      '20240101',
      '-1.5',
      'a ⏎ b ⏎ c',
    ]);
    expect(cellText('x'.repeat(100_000), words)).toHaveLength(500);
  });
});
