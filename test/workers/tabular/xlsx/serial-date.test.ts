import { describe, expect, it } from 'vitest';
import { builtInMeaning, meaningOfFormat, numberMeaning } from '../../../../workers/tabular/xlsx/number-formats.ts';
import { dateOfIsoText, dateOfSerial } from '../../../../workers/tabular/xlsx/serial-date.ts';

const iso = (timeMs: number) => new Date(timeMs).toISOString().replace('.000Z', '').replace('T00:00:00', '');

describe('dateOfSerial', () => {
  it('reads the 1900 system around the day that never was', () => {
    expect(iso(dateOfSerial(1, false))).toBe('1900-01-01');
    expect(iso(dateOfSerial(59, false))).toBe('1900-02-28');
    expect(iso(dateOfSerial(61, false))).toBe('1900-03-01');
    expect(iso(dateOfSerial(45352, false))).toBe('2024-03-01');
    expect(iso(dateOfSerial(2958465, false))).toBe('9999-12-31');
  });

  it('reads the 1904 system 1462 days later', () => {
    expect(iso(dateOfSerial(0, true))).toBe('1904-01-01');
    expect(iso(dateOfSerial(43890, true))).toBe('2024-03-01');
  });

  it('rounds times to the millisecond', () => {
    expect(iso(dateOfSerial(45352.5208333333, false))).toBe('2024-03-01T12:30:00');
    expect(iso(dateOfSerial(45352.99998842592, false))).toBe('2024-03-01T23:59:59');
  });

  it('gives NaN for what no calendar shows', () => {
    expect(dateOfSerial(-1, false)).toBeNaN();
    expect(dateOfSerial(2958466, false)).toBeNaN();
    expect(dateOfSerial(Number.NaN, true)).toBeNaN();
  });
});

describe('dateOfIsoText', () => {
  it('reads dates and times as written', () => {
    expect(iso(dateOfIsoText('2024-03-01'))).toBe('2024-03-01');
    expect(iso(dateOfIsoText('2024-03-01T08:30:15'))).toBe('2024-03-01T08:30:15');
    expect(dateOfIsoText('2024-03-01T08:30:15.250Z')).toBe(Date.UTC(2024, 2, 1, 8, 30, 15, 250));
    expect(dateOfIsoText('2024-03-01T08:30:00+08:00')).toBe(Date.UTC(2024, 2, 1, 8, 30));
  });

  it('gives NaN for days that do not exist and for times alone', () => {
    for (const text of ['2024-02-30', '2024-13-01', '08:30:00', 'PT5M', ''])
      expect(dateOfIsoText(text), text).toBeNaN();
  });
});

describe('meaningOfFormat', () => {
  it('knows dates in several languages', () => {
    const dates = [
      'yyyy-mm-dd',
      'd/m/yy h:mm',
      'yyyy"年"m"月"d"日"',
      '[$-409]mmmm d, yyyy',
      'mmm',
      '[Red]dd.mm.yy;@',
      'mm\\-dd',
      '[$-804]yyyy"年"m"月"d"日";@',
      '[DBNum1][$-804]yyyy"年"m"月"',
      '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
      '[$-411]ggge"年"m"月"d"日"',
      '[$-411]ge',
      '[$-41E]bbbb',
      'B2yyyy/mm/dd',
      '[=0]"";yyyy/mm/dd',
      '[>=36526]yyyy-mm-dd;[<36526]dd.mm.yy',
      'yyyy-mm-dd"T"hh:mm:ss.000',
      '[Color 10]m/d/yy',
    ];
    for (const code of dates) expect(meaningOfFormat(code), code).toBe(numberMeaning.date);
  });

  it('knows times of day', () => {
    for (const code of [
      'h:mm',
      'h:mm AM/PM',
      'mm:ss',
      'hh"时"mm"分"',
      '[$-F400]h:mm:ss\\ AM/PM',
      '上午/下午h"时"mm"分"',
    ]) {
      expect(meaningOfFormat(code), code).toBe(numberMeaning.timeOfDay);
    }
  });

  it('takes lengths of time, money and words for numbers', () => {
    const numbers = [
      'General',
      '0.00',
      '#,##0 "days"',
      '[h]:mm:ss',
      '0.00E+00',
      '[Red]0;[Blue]-0',
      '0%',
      '_-* #,##0_-',
      '0\\d',
      '@',
      '[hh]:mm',
      '[mm]:ss.0',
      '[s]',
      '[Red][h]:mm;[Blue]-[h]:mm',
      '[$€-407] #,##0.00',
      '#,##0.00\\ [$kr-41D];[Red]-#,##0.00',
      '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0',
      '[=1]"yes";[=0]"no";General',
      '# ?/?',
      '"day" 0',
      'General" days"',
      '_-* #,##0.00\\ _€_-;-* #,##0.00\\ _€_-;_-* "-"??\\ _€_-;_-@_-',
      '',
    ];
    for (const code of numbers) expect(meaningOfFormat(code), code).toBe(numberMeaning.number);
  });

  it('knows the built-in numbers', () => {
    expect([0, 9, 46, 49].map(builtInMeaning)).toEqual([0, 0, 0, 0]);
    expect([14, 22, 31, 57].map(builtInMeaning)).toEqual([1, 1, 1, 1]);
    expect([18, 21, 45].map(builtInMeaning)).toEqual([2, 2, 2]);
  });
});
