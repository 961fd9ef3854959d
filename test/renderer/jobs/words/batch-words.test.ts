import type { TFunction } from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { batchFigures, batchSummary } from '../../../../renderer/jobs/words/batch-words.ts';
import { createFormats } from '../../../../renderer/locale/formats.ts';
import { buildBatch, noCounts } from '../../../builders/build-job.ts';
import { jobTexts } from './text-functions.ts';

let english: TFunction<'jobs'>;
beforeAll(async () => {
  ({ english } = await jobTexts());
});
const formats = createFormats('en');

it('tells how far a batch has come', () => {
  const counts = { ...noCounts, completed: 60, dead: 2, running: 3, queued: 35 };
  const batch = buildBatch({ jobs: 100, counts, finishedAtMs: null, etaMs: 182_000, rows: 1_200_000 });
  expect(batchSummary(english, batch)).toBe('62 of 100 done · 3 running · 2 failed');
  expect(batchFigures(english, formats, batch)).toBe('1,200,000 rows · 3 min 2 s left');
});

it('tells why nothing of it runs', () => {
  const batch = buildBatch({ jobs: 5, counts: { ...noCounts, queued: 3, paused: 2 }, finishedAtMs: null, rows: 0 });
  expect(batchSummary(english, batch)).toBe('0 of 5 done · 2 paused · 3 waiting');
  expect(batchFigures(english, formats, batch)).toBe('');
});

it('tells what became of a batch that is over', () => {
  const counts = { ...noCounts, completed: 98, dead: 2 };
  const batch = buildBatch({ jobs: 100, counts, createdAtMs: 1000, finishedAtMs: 181_000, rows: 12 });
  expect(batchSummary(english, batch)).toBe('98 completed · 2 failed');
  expect(batchFigures(english, formats, batch)).toBe('12 rows · ready after 3 min');
});
