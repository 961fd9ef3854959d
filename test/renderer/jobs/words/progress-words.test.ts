import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { jobStates } from '../../../../contract/job-states.ts';
import { type Progress, progressStages } from '../../../../contract/jobs.ts';
import { outcomeLine, progressPace, progressSentence } from '../../../../renderer/jobs/words/progress-words.ts';
import en from '../../../../renderer/locale/en/jobs.json' with { type: 'json' };
import { createFormats } from '../../../../renderer/locale/formats.ts';
import zh from '../../../../renderer/locale/zh-CN/jobs.json' with { type: 'json' };
import { buildJob } from '../../../builders/build-job.ts';
import { jobTexts } from './text-functions.ts';

let english: TFunction<'jobs'>;
let chinese: TFunction<'jobs'>;
beforeAll(async () => {
  ({ english, chinese } = await jobTexts());
});

const progress = (parts: Partial<Progress>): Progress => ({
  fraction: 0.5,
  stage: 'reading',
  subject: null,
  rowsDone: null,
  rowsPerSecond: null,
  etaMs: null,
  ...parts,
});

describe('progressSentence', () => {
  it('names what is in work', () => {
    expect(progressSentence(english, progress({ subject: '成绩 <b>' }))).toBe('Reading 成绩 <b>');
    expect(progressSentence(chinese, progress({ subject: '成绩' }))).toBe('正在读取“成绩”');
  });
  it('has a sentence for every stage in both languages, with a subject and without', () => {
    for (const t of [english, chinese]) {
      const sentences = progressStages.flatMap((stage) => [
        progressSentence(t, progress({ stage })),
        progressSentence(t, progress({ stage, subject: 'S' })),
      ]);
      expect(new Set(sentences).size).toBe(progressStages.length * 2);
      for (const sentence of sentences) expect(sentence).not.toMatch(/^stage|\{\{/);
    }
  });
});

describe('progressPace', () => {
  const formats = createFormats('en');
  it('says how fast and how long, steadily', () => {
    const pace = progressPace(english, formats, progress({ rowsPerSecond: 182_341.7, etaMs: 12_345 }));
    expect(pace).toBe('182,000 rows/s · 12 s left');
  });
  it('says only what is known', () => {
    expect(progressPace(english, formats, progress({}))).toBe('');
    expect(progressPace(english, formats, progress({ rowsPerSecond: 0 }))).toBe('');
    expect(progressPace(english, formats, progress({ etaMs: 20 }))).toBe('1 s left');
    expect(progressPace(english, formats, progress({ etaMs: 5000, stage: 'cancelling' }))).toBe('');
  });
});

describe('outcomeLine', () => {
  const formats = createFormats('en');
  it('tells size and time of a completed job', () => {
    const job = buildJob({ state: 'completed', rows: 12_480, columns: 20, durationMs: 1830 });
    expect(outcomeLine(english, formats, job)).toBe('12,480 rows × 20 columns · in 1.8 s');
  });
  it('tells whether a cancelled job had begun', () => {
    expect(outcomeLine(english, formats, buildJob({ state: 'cancelled' }))).toBe('Stopped before it began');
    expect(outcomeLine(english, formats, buildJob({ state: 'cancelled', durationMs: 2300 }))).toBe(
      'Stopped after 2.3 s',
    );
  });
});

it('names every state in both languages', () => {
  for (const state of jobStates) {
    expect(en.state[state]).toBeTruthy();
    expect(zh.state[state]).toBeTruthy();
  }
});
