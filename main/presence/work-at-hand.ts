import type { LocalClient } from '../../engine/local-client.ts';
import { interruptedBy, isStaying } from './closing.ts';

/** What is still to be done, asked of the engine at the moment it matters. */
export interface WorkAtHand {
  /** How much is interrupted when the app is quit. */
  readonly interrupted: () => Promise<{ running: number; waiting: number }>;
  /** Whether something goes on once the window is hidden: jobs, schedules, watched folders. */
  readonly goesOn: () => Promise<boolean>;
}

export function lookAtWork({ jobs, timetable }: LocalClient): WorkAtHand {
  return {
    interrupted: async () => {
      try {
        return interruptedBy(await jobs.countJobs());
      } catch (error) {
        // An archive that cannot be read is no reason to hold the person back.
        console.error(error);
        return { running: 0, waiting: 0 };
      }
    },
    goesOn: async () => {
      const [work, { schedules }, { folders }] = await Promise.all([
        jobs.countJobs(),
        timetable.listSchedules(),
        timetable.listWatchedFolders(),
      ]);
      const hasTimetable = [...schedules, ...folders].some(({ isEnabled }) => isEnabled);
      return isStaying({ ...work, hasTimetable });
    },
  };
}
