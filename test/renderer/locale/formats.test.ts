import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../renderer/locale/formats.ts';

const en = createFormats('en');
const zh = createFormats('zh-CN');

describe('absent values', () => {
  it('read as a dash', () => {
    for (const format of [en.number, en.integer, en.percent, en.bytes, en.duration, en.dateTime]) {
      expect(format(null)).toBe('–');
      expect(format(undefined)).toBe('–');
      expect(format(Number.NaN)).toBe('–');
    }
  });
});

describe('number', () => {
  it('keeps five significant digits and parts thousands', () => {
    expect(en.number(0.123456789)).toBe('0.12346');
    expect(en.number(1234567)).toBe('1,234,567');
    expect(en.number(12345.678)).toBe('12,345.7');
    expect([en.number(2019), en.number(2019.4), zh.number(1999)]).toEqual(['2019', '2019.4', '1999']);
    expect(en.number(-3.5)).toBe('-3.5');
    expect(en.number(0)).toBe('0');
  });
  it('uses the scientific form for very large and very small values', () => {
    expect(en.number(1.5e15)).toBe('1.500e+15');
    expect(en.number(0.0000123)).toBe('1.230e-5');
  });
  it('names the infinities', () => {
    expect(en.number(Number.POSITIVE_INFINITY)).toBe('∞');
    expect(en.number(Number.NEGATIVE_INFINITY)).toBe('-∞');
  });
});

describe('percent', () => {
  it('never rounds something to nothing or a part to the whole', () => {
    expect(en.percent(0)).toBe('0%');
    expect(en.percent(1)).toBe('100%');
    expect(en.percent(0.00001)).toBe('< 0.1%');
    expect(en.percent(0.99999)).toBe('> 99.9%');
    expect(en.percent(0.1234)).toBe('12.3%');
    expect(en.percent(0.1234, 0)).toBe('12%');
    expect(en.percent(0.9999, 0)).toBe('> 99%');
  });
});

describe('bytes', () => {
  it('counts in powers of a thousand', () => {
    expect(en.bytes(0)).toBe('0 B');
    expect(en.bytes(999)).toBe('999 B');
    expect(en.bytes(1000)).toBe('1 kB');
    expect(en.bytes(3_440_000)).toBe('3.4 MB');
    expect(en.bytes(999_600_000)).toBe('1 GB');
    expect(en.bytes(104_857_600)).toBe('105 MB');
    expect(zh.bytes(12)).toBe('12 字节');
  });
});

describe('duration', () => {
  it('chooses units a person would', () => {
    expect(en.duration(0)).toBe('0 ms');
    expect(en.duration(420)).toBe('420 ms');
    expect(en.duration(999.6)).toBe('1 s');
    expect(en.duration(1830)).toBe('1.8 s');
    expect(en.duration(59_400)).toBe('59 s');
    expect(en.duration(59_700)).toBe('1 min');
    expect(en.duration(125_000)).toBe('2 min 5 s');
    expect(en.duration(3_600_000)).toBe('1 h');
    expect(en.duration(3_599_700)).toBe('1 h');
    expect(en.duration(5_400_000)).toBe('1 h 30 min');
    expect(en.duration(90_000_000)).toBe('1 d 1 h');
    expect(zh.duration(125_000)).toBe('2 分 5 秒');
  });
});

describe('dateTime', () => {
  it('follows the language', () => {
    const moment = new Date(2024, 2, 1, 8, 5).getTime();
    expect(en.dateTime(moment)).toBe('Mar 1, 2024, 08:05');
    expect(zh.dateTime(moment)).toBe('2024/03/01 08:05');
  });
});
