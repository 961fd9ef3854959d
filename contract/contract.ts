import { desktopContract } from './desktop.ts';
import { filesContract } from './files.ts';
import { jobsContract } from './jobs.ts';
import { resultsContract } from './results.ts';
import { settingsContract } from './settings.ts';

/** Everything that may be asked, by feature. */
export const contract = {
  files: filesContract,
  jobs: jobsContract,
  results: resultsContract,
  settings: settingsContract,
  desktop: desktopContract,
};
export type Contract = typeof contract;
