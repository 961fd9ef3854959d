import { describe, expect, it } from 'vitest';
import type { JobState, Priority, WaitReason } from '../../../contract/job-states.ts';
import type { JobRecord } from '../../../engine/archive/job-record.ts';
import { WaitReasons } from '../../../engine/jobs/wait-reasons.ts';

const nowMs = 1_000_000;

interface Given {
  readonly id: string;
  readonly state?: JobState;
  readonly priority?: Priority;
  readonly notBeforeMs?: number | null;
}

const record = ({ id, state = 'queued', priority = 'normal', notBeforeMs = null }: Given) =>
  ({ id, state, priority, notBeforeMs, failures: 1, maxAttempts: 3 }) as JobRecord;

/** The reasons of jobs in a queue that stands as told. */
async function reasons(
  jobs: readonly Given[],
  world: { running?: number; isPaused?: boolean; isWorking?: boolean; refused?: readonly string[] } = {},
) {
  const { running = 3, isPaused = false, isWorking = true, refused = [] } = world;
  const refusal: WaitReason = { kind: 'memory', neededBytes: 5, availableBytes: 3 };
  const reader = new WaitReasons({
    queue: { head: async () => jobs.map(record), isQueuePaused: async () => isPaused } as never,
    admission: {
      look: async () => undefined,
      refusalOf: (job: JobRecord) => (refused.includes(job.id) ? refusal : null),
    } as never,
    ...{ maxRunningJobs: () => 3, countRunning: () => running, isAnybodyWorking: () => isWorking },
    ...{ now: () => nowMs, elapsedMs: () => 0 },
  });
  await reader.look();
  return jobs.map((job) => reader.reasonOf(record(job)));
}

describe('why a job waits', () => {
  it('is told for each: how many come first, and which of them overtook it', async () => {
    const jobs: Given[] = [
      { id: 'a', priority: 'high' },
      { id: 'b' },
      { id: 'c', priority: 'low' },
      { id: 'd', priority: 'high' },
      { id: 'e' },
    ];
    expect(await reasons(jobs)).toEqual([
      { kind: 'slots', running: 3, maximum: 3 },
      { kind: 'behind', jobs: 1, higherPriority: 1 },
      { kind: 'behind', jobs: 2, higherPriority: 2 },
      { kind: 'behind', jobs: 3, higherPriority: 0 },
      { kind: 'behind', jobs: 4, higherPriority: 2 },
    ]);
  });

  it('is that it starts in a moment while there are places', async () => {
    expect(await reasons([{ id: 'a' }, { id: 'b' }, { id: 'c' }], { running: 1 })).toEqual([
      { kind: 'starting' },
      { kind: 'starting' },
      { kind: 'behind', jobs: 2, higherPriority: 0 },
    ]);
  });

  it('is what it lacks when there is a place for it', async () => {
    const [first, second] = await reasons([{ id: 'a' }, { id: 'b' }], { running: 1, refused: ['a'] });
    expect([first?.kind, second?.kind]).toEqual(['memory', 'starting']);
  });

  it('is a time, a pause, or that nobody works', async () => {
    const retried = { id: 'retried', notBeforeMs: nowMs + 500 };
    const jobs: Given[] = [
      { id: 'scheduled', state: 'scheduled', notBeforeMs: nowMs + 60_000 },
      { id: 'paused', state: 'paused' },
      retried,
      { id: 'next' },
    ];
    expect(await reasons(jobs)).toEqual([
      { kind: 'scheduled', atMs: nowMs + 60_000 },
      { kind: 'paused' },
      { kind: 'retry', atMs: nowMs + 500, attempt: 2, maxAttempts: 3 },
      // A job that waits for a time keeps none back.
      { kind: 'slots', running: 3, maximum: 3 },
    ]);
    expect(await reasons([{ id: 'a' }, retried], { isPaused: true })).toEqual([
      { kind: 'queuePaused' },
      { kind: 'queuePaused' },
    ]);
    expect(await reasons([{ id: 'a' }], { isWorking: false })).toEqual([{ kind: 'nobodyWorks' }]);
  });

  it('is nothing for a job that runs or has ended', async () => {
    expect(
      await reasons([
        { id: 'a', state: 'running' },
        { id: 'b', state: 'dead' },
      ]),
    ).toEqual([null, null]);
  });
});
