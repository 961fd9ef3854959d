import { comparisonsContract } from './comparisons.ts';
import { desktopContract } from './desktop.ts';
import { exportsContract } from './exports.ts';
import { filesContract } from './files.ts';
import { jobsContract } from './job-requests.ts';
import { libraryContract } from './library/library.ts';
import { modelsContract } from './models/models.ts';
import { predictionsContract } from './predict/predictions.ts';
import { resultsContract } from './results.ts';
import { settingsContract } from './settings.ts';
import { tablesContract } from './tables.ts';
import { timetableContract } from './timetable.ts';
import { trainingContract } from './train/training.ts';
import { upkeepContract } from './upkeep.ts';

/** Everything that may be asked, by feature. */
export const contract = {
  files: filesContract,
  jobs: jobsContract,
  results: resultsContract,
  comparisons: comparisonsContract,
  training: trainingContract,
  models: modelsContract,
  library: libraryContract,
  predictions: predictionsContract,
  exports: exportsContract,
  tables: tablesContract,
  timetable: timetableContract,
  upkeep: upkeepContract,
  settings: settingsContract,
  desktop: desktopContract,
};
export type Contract = typeof contract;
