import { describe, expect, it } from 'vitest';
import { dateTimeOf, numberOfText } from '../../../../workers/tabular/interpret/text-values.ts';

describe('numberOfText', () => {
  it.each([
    ['12', 12],
    ['-1.5e3', -1500],
    ['1,234.5', 1234.5],
    ['1,234,567', 1234567],
    ['1.234,5', 1234.5],
    ['1 234', 1234],
    ["1'234.50", 1234.5],
    ['12%', 0.12],
    ['12.5 %', 0.125],
    ['5‰', 0.005],
    ['$1,200', 1200],
    ['￥35.5', 35.5],
    ['-€3', -3],
    ['35 元', 35],
    ['100 USD', 100],
    ['(12)', -12],
    ['１２３', 123],
    ['３．５％', 0.035],
    ['3.2万', 32000],
    ['1亿', 1e8],
    ['三十五', 35],
    ['一万二千', 12000],
    ['十', 10],
    ['二〇二四', 2024],
  ])('reads %s', (text, value) => {
    expect(numberOfText(text)).toBeCloseTo(value, 12);
  });

  it.each([
    '',
    ' ',
    'abc',
    '1,23',
    '1.2.3',
    '12-13',
    '--5',
    '1e',
    '%',
    '$',
    'NaN',
    'Infinity',
    '1e999',
    '0x1f',
    '2024-03-05',
  ])('does not read %j', (text) => {
    expect(numberOfText(text)).toBeNull();
  });

  it('takes a comma as decimal sign where it is one', () => {
    expect(numberOfText('1,5', ',')).toBe(1.5);
    expect(numberOfText('1.234', ',')).toBe(1234);
    expect(numberOfText('1.234,5', ',')).toBe(1234.5);
    expect(numberOfText('1,5')).toBeNull();
  });
});

describe('dateTimeOf', () => {
  const day = Date.UTC(2024, 2, 5);
  it.each([
    ['2024-03-05', day],
    ['2024/3/5', day],
    ['2024.3.5', day],
    ['2024年3月5日', day],
    ['5.3.2024', day],
    ['03/05/2024', day],
    ['25/12/2024', Date.UTC(2024, 11, 25)],
    ['05-Mar-2024', day],
    ['5 March 2024', day],
    ['March 5, 2024', day],
    ['2024-3-5 8:05', day + (8 * 60 + 5) * 60_000],
    ['2024-03-05T08:05:30.250Z', day + ((8 * 60 + 5) * 60 + 30) * 1000 + 250],
    ['2024年3月5日 下午2:30', day + (14 * 60 + 30) * 60_000],
    ['3/5/2024 2:30 PM', day + (14 * 60 + 30) * 60_000],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['1899-12-31', Date.UTC(1899, 11, 31)],
  ])('reads %s', (text, time) => {
    expect(dateTimeOf(text)).toBe(time);
  });

  it.each([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '32.1.2024',
    '2024-03-05 25:00',
    '2024-03-05x',
    '12345',
    '1.2.3',
    'May',
  ])('does not read %s', (text) => {
    expect(dateTimeOf(text)).toBeNull();
  });

  it('agrees with Date on every day of four centuries', () => {
    for (let time = Date.UTC(1800, 0, 1); time < Date.UTC(2201, 0, 1); time += 86_400_000) {
      const text = new Date(time).toISOString().slice(0, 10);
      if (dateTimeOf(text) !== time) expect(dateTimeOf(text), text).toBe(time);
    }
  });
});
