import { describe, expect, it } from 'vitest';
import { withUnit } from '../../../contract/units.ts';
import { numberTexts } from '../../../workers/report/number-texts.ts';
import { countedText, statisticFormat, valueText } from '../../../workers/report/value-forms.ts';

const texts = numberTexts('en');

describe('yes and no in a report', () => {
  it('are the words of the file, else those of the report; words of a column of text stay', () => {
    const written = { type: 'boolean', words: { yes: '是', no: '否' } } as const;
    expect(['true', 'false'].map((value) => countedText(value, written, 'en'))).toEqual(['是', '否']);
    expect(['true', 'false'].map((value) => countedText(value, { type: 'boolean' }, 'en'))).toEqual(['Yes', 'No']);
    expect(countedText('true', { type: 'mixed' }, 'en')).toBe('true');
  });
});

describe('figures of a column with a unit', () => {
  it('read as its cells do', () => {
    expect(valueText({ unit: 'kg' }, texts)(12.5)).toBe('12.5 kg');
    expect(valueText({ unit: '岁' }, texts)(18)).toBe('18岁');
    expect(valueText({ unit: '€' }, texts)(-12_345)).toBe('-€12,345');
    expect(valueText({ isPercent: true }, texts)(0.125)).toBe('12.5%');
    expect(valueText({}, texts)(2019)).toBe('2019');
  });

  it('have its format in a sheet, where they are of its kind', () => {
    expect(statisticFormat('value', 12.5, { unit: 'kg' })).toBe('0.00" kg"');
    expect(statisticFormat('number', 12.5, { unit: 'kg' })).toBe('0.00');
    expect(statisticFormat('count', 12, { unit: 'kg' })).toBe('#,##0');
    expect(statisticFormat('value', 0.125, { isPercent: true })).toBe('0.00%');
    expect(statisticFormat('value', 2019.4, {})).toBe('0.0');
    expect(statisticFormat('value', 2019, {})).toBe('0');
  });

  it('put the signs of currencies where they belong', () => {
    expect(['€', 'HK$', 'NOK', '元/㎡', '₽'].map((unit) => withUnit('5', unit))).toEqual([
      ...['€5', 'HK$5', '5 NOK', '5元/㎡', '5₽'],
    ]);
  });
});
