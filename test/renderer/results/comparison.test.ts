import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import enComparison from '../../../renderer/locale/en/comparison.json' with { type: 'json' };
import { createFormats } from '../../../renderer/locale/formats.ts';
import zhComparison from '../../../renderer/locale/zh-CN/comparison.json' with { type: 'json' };
import { headlineOf, isNothingChanged } from '../../../renderer/results/comparison/headline.ts';
import { shiftBins } from '../../../renderer/results/comparison/shift-option.ts';
import { sampleComparedColumns, sampleComparison, unchangedComparison } from './sample-comparison.ts';

beforeAll(() =>
  i18next.init({
    ...{ lng: 'en', ns: ['comparison'], defaultNS: 'comparison', interpolation: { escapeValue: false } },
    resources: { en: { comparison: enComparison }, 'zh-CN': { comparison: zhComparison } },
  }),
);

const words = (locale: 'en' | 'zh-CN', comparison = sampleComparison) =>
  headlineOf(comparison, i18next.getFixedT(locale, 'comparison'), createFormats(locale));

describe('the headline of a comparison', () => {
  it('tells rows and drifted columns in words', () => {
    expect(words('en')).toBe('120 rows added, 15 removed, 340 changed; 2 columns drifted');
    expect(words('zh-CN')).toBe('新增 120 行，删除 15 行，修改 340 行；2 列发生漂移');
  });

  it('names rows even where none was added, and leaves out what is not there', () => {
    const rows = { added: 0, removed: 0, changed: 1200, unchanged: 3 };
    expect(words('en', { ...sampleComparison, rows, drifted: [] })).toBe('0 rows added, 1,200 changed');
    expect(words('en', { ...unchangedComparison, drifted: sampleComparison.drifted.slice(0, 1) })).toBe(
      'No row differs; 1 column drifted',
    );
    expect(isNothingChanged(unchangedComparison)).toBe(true);
    expect(isNothingChanged({ ...unchangedComparison, schema: sampleComparison.schema })).toBe(false);
  });
});

it('a chart shows shares, so that files of different lengths can be compared', () => {
  const texts = { edge: (value: number) => String(value), others: 'others' };
  const [, amount, region] = sampleComparedColumns;
  for (const column of [amount!, region!]) {
    const bins = shiftBins(column, texts);
    const sum = (pick: (bin: (typeof bins)[number]) => number) => bins.reduce((total, bin) => total + pick(bin), 0);
    expect(sum(({ earlier }) => earlier)).toBeCloseTo(1, 9);
    expect(sum(({ later }) => later)).toBeCloseTo(1, 9);
  }
  expect(shiftBins(region!, texts).at(-1)).toMatchObject({ label: 'centre', earlier: 0 });
});
