import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import en from '../../../renderer/locale/en/start.json' with { type: 'json' };
import { createFormats } from '../../../renderer/locale/formats.ts';
import { fittingWidthsPx } from '../../../renderer/start/column-widths.ts';
import { previewFacts, roundedEstimate } from '../../../renderer/start/preview-facts.ts';
import { createReadingQueue } from '../../../renderer/start/reading-queue.ts';
import { buildItem } from '../build-item.ts';

describe('createReadingQueue', () => {
  it('keeps to its width and lets what is asked for first overtake', async () => {
    const order: string[] = [];
    const ends: (() => void)[] = [];
    const queue = createReadingQueue(1);
    const work = (name: string) => () => {
      order.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    queue.add(work('a'));
    queue.add(work('b'));
    queue.add(work('c'), 'first');
    for (const wanted of [['a'], ['a', 'c'], ['a', 'c', 'b']]) {
      expect(order).toEqual(wanted);
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});

describe('previewFacts', () => {
  let t: TFunction<'start'>;
  beforeAll(async () => {
    const instance = i18next.createInstance();
    await instance.init({ resources: { en: { start: en } }, lng: 'en', interpolation: { escapeValue: false } });
    t = instance.getFixedT('en', 'start');
  });
  const preview = {
    ...{ sheet: 'A', columns: [], rows: [[], []], columnCount: 300, headerRows: 2, firstDataRow: 4, headerStart: 2 },
    ...{ textFormat: null, ranges: [], notes: [] },
  };

  it('says what is known of a workbook', () => {
    const facts = previewFacts(t, createFormats('en'), buildItem('a'), { ...preview, estimatedRows: 12_480 });
    expect(Object.fromEntries(facts.map(({ label, value }) => [label, value]))).toEqual({
      Format: 'Excel workbook',
      Size: '3.4 MB',
      Rows: 'about 12,000',
      Columns: '300',
      Header: '2 rows, data from row 5',
    });
  });

  it('counts a table that is wholly on show exactly', () => {
    const whole = previewFacts(t, createFormats('en'), buildItem('a'), { ...preview, estimatedRows: 2 });
    expect(whole.find(({ label }) => label === 'Rows')?.value).toBe('2');
    const unknown = previewFacts(t, createFormats('en'), buildItem('a'), { ...preview, estimatedRows: null });
    expect(unknown.find(({ label }) => label === 'Rows')?.value).toBe('not known yet');
  });
});

it('rounds an estimate to what it knows', () => {
  expect([7, 999, 1234, 987_654].map(roundedEstimate)).toEqual([7, 999, 1200, 990_000]);
});

it('gives columns widths that fit, within bounds', () => {
  const columns = ['id', '智能科学与技术专业核心课程', 'x'].map((name) => ({
    ...{ name, type: 'text' as const, writtenAs: 'text' as const, interpretation: null },
  }));
  const [id = 0, chinese = 0, long = 0] = fittingWidthsPx({ columns, rows: [['1', '2', 'word '.repeat(100)]] });
  expect(id).toBe(84);
  expect(chinese).toBeGreaterThan(200);
  expect(long).toBe(300);
});
