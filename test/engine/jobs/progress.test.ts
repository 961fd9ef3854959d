import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../contract/jobs.ts';
import { ProgressTracker } from '../../../engine/jobs/progress.ts';
import fc from '../../builders/fast-check.ts';

const steps = {
  read: { stage: 'reading', weight: 60 },
  store: { stage: 'storing', weight: 40 },
} as const;

function track() {
  const clock = { ms: 0 };
  const seen: Progress[] = [];
  const tracker = new ProgressTracker(
    steps,
    (progress) => seen.push(progress),
    () => clock.ms,
  );
  return { clock, seen, tracker };
}

describe('progress of a job', () => {
  it('adds weighted steps up and tells of the first that is not done', () => {
    const { tracker } = track();
    tracker.report('read', 0.5, { subject: 'Grades' });
    expect(tracker.current).toMatchObject({ fraction: 0.3, stage: 'reading', subject: 'Grades' });
    tracker.report('store', 0.5);
    expect(tracker.current).toMatchObject({ fraction: 0.5, stage: 'reading', subject: 'Grades' });
    tracker.report('read', 1);
    expect(tracker.current).toMatchObject({ fraction: 0.8, stage: 'storing', subject: null });
    tracker.report('store', 1);
    expect(tracker.current).toMatchObject({ fraction: 1, stage: 'storing' });
  });

  it('never falls and stays within 0 and 1, whatever is reported', () => {
    const report = fc.tuple(
      fc.constantFrom('read' as const, 'store' as const),
      fc.oneof(fc.double({ min: -2, max: 3 }), fc.constant(Number.NaN)),
      fc.nat(10_000),
    );
    fc.assert(
      fc.property(fc.array(report), (reports) => {
        const { clock, seen, tracker } = track();
        for (const [step, fraction, waitMs] of reports) {
          clock.ms += waitMs;
          tracker.report(step, fraction);
        }
        for (const [index, { fraction, etaMs }] of seen.entries()) {
          expect(fraction).toBeGreaterThanOrEqual(seen[index - 1]?.fraction ?? 0);
          expect(fraction).toBeLessThanOrEqual(1);
          if (etaMs !== null) expect(etaMs).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('counts rows per second from when the step began, and says when it will end', () => {
    const { clock, tracker } = track();
    clock.ms = 1000;
    tracker.report('read', 0);
    expect(tracker.current).toMatchObject({ rowsPerSecond: null, etaMs: null });
    clock.ms = 3000;
    tracker.report('read', 0.5, { rowsDone: 5000 });
    expect(tracker.current).toMatchObject({ rowsDone: 5000, rowsPerSecond: 2500, etaMs: 7000 });
    clock.ms = 5000;
    tracker.report('read', 1);
    expect(tracker.current).toMatchObject({ rowsDone: 5000, rowsPerSecond: 2500 });
    expect(tracker.current.etaMs).toBeLessThan(7000);
    expect(tracker.current.etaMs).toBeGreaterThan(3000);
  });
});
