import { desktopContract } from './desktop.ts';
import { filesContract } from './files.ts';
import { jobsContract } from './job-requests.ts';
import { resultsContract } from './results.ts';
import { settingsContract } from './settings.ts';
import { timetableContract } from './timetable.ts';
import { upkeepContract } from './upkeep.ts';

/** Everything that may be asked, by feature. */
export const contract = {
  files: filesContract,
  jobs: jobsContract,
  results: resultsContract,
  timetable: timetableContract,
  upkeep: upkeepContract,
  settings: settingsContract,
  desktop: desktopContract,
};
export type Contract = typeof contract;
