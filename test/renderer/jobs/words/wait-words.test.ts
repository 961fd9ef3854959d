import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WaitReason } from '../../../../contract/job-states.ts';
import { estimateBasis, estimateSentence, waitSentence } from '../../../../renderer/jobs/words/wait-words.ts';
import { createFormats } from '../../../../renderer/locale/formats.ts';
import { jobTexts } from './text-functions.ts';

let english: TFunction<'jobs'>;
let chinese: TFunction<'jobs'>;
beforeAll(async () => {
  ({ english, chinese } = await jobTexts());
});

const nowMs = Date.UTC(2026, 2, 9, 8);
const formats = createFormats('en');
const say = (reason: WaitReason) => waitSentence(english, formats, reason, nowMs);

const reasons: readonly WaitReason[] = [
  { kind: 'behind', jobs: 3, higherPriority: 1 },
  { kind: 'slots', running: 3, maximum: 3 },
  { kind: 'memory', neededBytes: 6.1e9, availableBytes: 3.9e9 },
  { kind: 'disk', neededBytes: 2e9, availableBytes: 1e9 },
  { kind: 'scheduled', atMs: nowMs + 90_000 },
  { kind: 'retry', atMs: nowMs + 12_000, attempt: 2, maxAttempts: 3 },
  { kind: 'paused' },
  { kind: 'queuePaused' },
  { kind: 'nobodyWorks' },
  { kind: 'starting' },
];

describe('why a job waits', () => {
  it('has a sentence of its own for every reason, in both languages', () => {
    for (const [t, language] of [[english, 'en'] as const, [chinese, 'zh-CN'] as const]) {
      const sentences = reasons.map((reason) => waitSentence(t, createFormats(language), reason, nowMs));
      expect(new Set(sentences).size).toBe(reasons.length);
      for (const sentence of sentences) expect(sentence).not.toMatch(/^wait\.|\{\{|undefined|NaN/);
    }
  });

  it('counts those that come first', () => {
    expect(say({ kind: 'behind', jobs: 1, higherPriority: 0 })).toBe('Waits: 1 job comes first');
    expect(say({ kind: 'behind', jobs: 3, higherPriority: 1 })).toBe('Waits: 3 jobs come first, 1 of higher priority');
    expect(say({ kind: 'behind', jobs: 1000, higherPriority: 4 })).toBe('Waits: more than 1,000 jobs come first');
    expect(say({ kind: 'behind', jobs: 0, higherPriority: 0 })).toBe(say({ kind: 'starting' }));
  });

  it('tells a near start by the time that is left, a far one by its date', () => {
    expect(say({ kind: 'scheduled', atMs: nowMs + 90_000 })).toMatch(/^Starts in 1 min 30 s, /);
    expect(say({ kind: 'scheduled', atMs: nowMs + 86_400_000 })).toMatch(/^Starts Mar 10, 2026/);
    expect(say({ kind: 'retry', atMs: nowMs + 12_000, attempt: 2, maxAttempts: 3 })).toBe(
      'Attempt 2 of 3 starts in 12 s',
    );
    expect(say({ kind: 'retry', atMs: nowMs - 1, attempt: 2, maxAttempts: 3 })).toBe(
      'Attempt 2 of 3 starts in a moment',
    );
  });
});

describe('how long a job may take', () => {
  it('tells the bounds where earlier jobs give them', () => {
    const estimate = { durationMs: 12_345, lowMs: 8_211, highMs: 21_400, basedOnJobs: 64 };
    expect(estimateSentence(english, formats, estimate)).toBe('Takes about 12 s (8.2 s – 21 s)');
    expect(estimateBasis(english, estimate)).toBe('From 64 earlier jobs on this computer');
  });
  it('says that a first guess is one', () => {
    const estimate = { durationMs: 950, lowMs: 100, highMs: 4000, basedOnJobs: 0 };
    expect(estimateSentence(english, formats, estimate)).toBe('Takes about 950 ms, a first guess');
    expect(estimateBasis(english, estimate)).toBe('This computer has not done the like yet');
  });
});
