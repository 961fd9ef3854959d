import { comparisonFaults } from './comparison-faults.ts';
import { engineFaults } from './engine-faults.ts';
import { exportFaults } from './export-faults.ts';
import type { FaultEntry } from './fault-entry.ts';
import { fileFaults } from './file-faults.ts';
import { libraryFaults } from './library/library-faults.ts';
import { modelFaults } from './models/model-faults.ts';
import { modelLibraryFaults } from './models/model-library-faults.ts';
import { predictionFaults } from './predict/prediction-faults.ts';
import { tableFaults } from './table-faults.ts';
import { timetableFaults } from './timetable-faults.ts';
import { trainingFaults } from './train/training-faults.ts';

/** Every fault there is. `{{file}}` and the like are filled from the fault's values. docs/faults.md lists them; a test compares. */
export const faultRegistry = {
  ...fileFaults,
  ...engineFaults,
  ...tableFaults,
  ...timetableFaults,
  ...exportFaults,
  ...comparisonFaults,
  ...modelLibraryFaults,
  ...libraryFaults,
  ...modelFaults,
  ...trainingFaults,
  ...predictionFaults,
} as const satisfies Record<string, FaultEntry>;

export type FaultCode = keyof typeof faultRegistry;
export const faultCodes = Object.keys(faultRegistry) as [FaultCode, ...FaultCode[]];
