import type { JobCounts } from '../../contract/jobs.ts';

interface ClosingFacts {
  readonly counts: JobCounts;
  readonly isQueuePaused: boolean;
}

/** How many jobs wait and run when the app is quit: both 0 when nothing is interrupted by that. */
export function interruptedBy({ counts, isQueuePaused }: ClosingFacts): { running: number; waiting: number } {
  // What waits in a paused queue would not go on if the app stayed open either.
  return { running: counts.running, waiting: isQueuePaused ? 0 : counts.queued };
}

interface StayFacts extends ClosingFacts {
  /** Whether a schedule is on or a folder is watched. */
  readonly hasTimetable: boolean;
}

/** Whether there is a reason to stay in the tray once the window is closed. */
export function isStaying({ hasTimetable, counts, isQueuePaused }: StayFacts): boolean {
  return hasTimetable || counts.running + counts.scheduled + (isQueuePaused ? 0 : counts.queued) > 0;
}
