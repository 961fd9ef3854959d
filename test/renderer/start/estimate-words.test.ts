import i18next, { type TFunction } from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import en from '../../../renderer/locale/en/start.json' with { type: 'json' };
import { createFormats } from '../../../renderer/locale/formats.ts';
import { estimateWords, roundedDuration } from '../../../renderer/start/estimate-words.ts';

let t: TFunction<'start'>;
beforeAll(async () => {
  const instance = i18next.createInstance();
  await instance.init({ resources: { en: { start: en } }, lng: 'en', interpolation: { escapeValue: false } });
  t = instance.getFixedT('en', 'start');
});
const words = (durationMs: number, lowMs: number, highMs: number) =>
  estimateWords(t, createFormats('en'), { durationMs, lowMs, highMs, basedOnJobs: 20 });

it('gives one figure when earlier jobs agreed and two when they did not', () => {
  expect(words(61_000, 58_000, 66_000)).toBe('Takes about 1 min');
  expect(words(120_000, 60_000, 360_000)).toBe('Takes 1 min to 6 min');
  expect(words(300, 200, 900)).toBe('Takes about 1 s');
});

it('is no more exact than an estimate', () => {
  expect([1, 1_499, 61_900, 903_000, 8_000_000].map(roundedDuration)).toEqual([
    1_000, 1_000, 60_000, 900_000, 7_800_000,
  ]);
});
