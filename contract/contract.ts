import { comparisonsContract } from './comparisons.ts';
import { desktopContract } from './desktop.ts';
import { exportsContract } from './exports.ts';
import { filesContract } from './files.ts';
import { jobsContract } from './job-requests.ts';
import { resultsContract } from './results.ts';
import { settingsContract } from './settings.ts';
import { tablesContract } from './tables.ts';
import { timetableContract } from './timetable.ts';
import { upkeepContract } from './upkeep.ts';

/** Everything that may be asked, by feature. */
export const contract = {
  files: filesContract,
  jobs: jobsContract,
  results: resultsContract,
  comparisons: comparisonsContract,
  exports: exportsContract,
  tables: tablesContract,
  timetable: timetableContract,
  upkeep: upkeepContract,
  settings: settingsContract,
  desktop: desktopContract,
};
export type Contract = typeof contract;
