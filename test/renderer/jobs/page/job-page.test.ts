import { describe, expect, it } from 'vitest';
import type { AttemptView, JobHistory, JobHistoryEvent } from '../../../../contract/job-requests.ts';
import { comparedToEstimate } from '../../../../renderer/jobs/page/estimate-error.ts';
import { timelineOf } from '../../../../renderer/jobs/page/timeline-items.ts';
import { buildJob } from '../../../builders/build-job.ts';

const event = (atMs: number, cause: JobHistoryEvent['cause']): JobHistoryEvent => ({
  ...{ atMs, cause, state: 'queued', attempt: 0, fault: null, hostName: 'app' },
});
const attempt = (number: number, startedAtMs: number, endedAtMs: number | null, end: AttemptView['end']) => ({
  ...{ number, startedAtMs, endedAtMs, end, fault: null, hostName: 'app', shardsKept: 0 },
});
const line = (atMs: number, attemptNumber: number) => ({
  ...{ atMs, attempt: attemptNumber, level: 'info' as const, text: `at ${atMs}` },
});
const history = (parts: Partial<JobHistory>): JobHistory => ({
  ...{ job: buildJob(), events: [], attempts: [], logLines: [], shards: [], options: {} },
  ...{ fingerprint: null, engineVersion: null },
  ...parts,
});
const told = (parts: Partial<JobHistory>) =>
  timelineOf(history(parts)).map((item) =>
    item.kind === 'event' ? item.event.cause : `attempt ${item.attempt.number}: ${item.attempt.end}`,
  );

describe('the timeline', () => {
  it('tells attempts once, with what happened beside them, in the order of time', () => {
    const items = told({
      events: [
        event(0, 'submitted'),
        event(5, 'priorityChanged'),
        event(10, 'started'),
        event(20, 'retrying'),
        event(30, 'started'),
        event(40, 'paused'),
        event(50, 'resumed'),
        event(60, 'started'),
        event(70, 'finished'),
      ],
      attempts: [attempt(1, 10, 20, 'failed'), attempt(2, 30, 40, 'paused'), attempt(3, 60, 70, 'completed')],
    });
    expect(items).toEqual([
      'submitted',
      'priorityChanged',
      'attempt 1: failed',
      'attempt 2: paused',
      'resumed',
      'attempt 3: completed',
    ]);
  });

  it('tells the end of a job that never had an attempt', () => {
    expect(told({ events: [event(0, 'submitted'), event(3, 'cancelled')] })).toEqual(['submitted', 'cancelled']);
    expect(told({ events: [event(0, 'submitted'), event(3, 'reused')] })).toEqual(['submitted', 'reused']);
  });

  it('gives each attempt its own log, also when the counting began anew', () => {
    const items = timelineOf(
      history({
        attempts: [attempt(1, 10, 20, 'failed'), attempt(1, 100, 120, 'completed')],
        logLines: [line(11, 1), line(19, 1), line(101, 1)],
      }),
    );
    const logs = items.map((item) => (item.kind === 'attempt' ? item.logLines.map(({ atMs }) => atMs) : []));
    expect(logs).toEqual([[11, 19], [101]]);
  });
});

describe('the estimate against what it took', () => {
  const estimate = { durationMs: 1000, lowMs: 800, highMs: 1300, basedOnJobs: 9 };
  it('tells which way it was off, and when it was right', () => {
    expect(comparedToEstimate(1250, estimate)).toEqual({ kind: 'longer', share: 0.25 });
    expect(comparedToEstimate(500, estimate)).toEqual({ kind: 'shorter', share: 0.5 });
    expect(comparedToEstimate(1030, estimate)?.kind).toBe('exact');
    expect(comparedToEstimate(1030, { ...estimate, durationMs: 0 })).toBeNull();
  });
});
