import { describe, expect, it } from 'vitest';
import { consequenceOf, consequenceOfLoss } from '../../../../engine/jobs/queue/consequence.ts';

const soFar = (failures: number, wish: 'cancel' | 'pause' | null = null) => ({ failures, maxAttempts: 3, wish });

describe('the loss of a host', () => {
  it('counts against a job that got nowhere, and ends it when its attempts are used up', () => {
    expect(consequenceOfLoss(soFar(1), false, 5)).toMatchObject({ to: 'queued', addedFailures: 1, notBeforeMs: 5 });
    expect(consequenceOfLoss(soFar(2), false, 5)).toMatchObject({ to: 'dead', addedFailures: 1 });
  });

  it('forgives a job that got on: its earlier losses count no more', () => {
    expect(consequenceOfLoss(soFar(2), true, 5)).toMatchObject({ to: 'queued', addedFailures: -2 });
  });

  it('never brings back what was to be cancelled', () => {
    expect(consequenceOfLoss(soFar(0, 'cancel'), true, 5)).toMatchObject({ to: 'cancelled' });
    expect(consequenceOfLoss(soFar(0, 'pause'), true, 5)).toMatchObject({ to: 'paused' });
  });
});

describe('a fault that no retry can mend', () => {
  it('ends the job at once', () => {
    const fault = { code: 'FILE_MISSING', values: {}, detail: null } as const;
    const end = { kind: 'failed', durationMs: 1, fault, retryAtMs: null } as const;
    expect(consequenceOf(end, soFar(0))).toMatchObject({ to: 'dead' });
    expect(consequenceOf({ ...end, retryAtMs: 9 }, soFar(0))).toMatchObject({ to: 'queued', notBeforeMs: 9 });
    expect(consequenceOf({ ...end, retryAtMs: 9 }, soFar(2))).toMatchObject({ to: 'dead' });
  });
});
