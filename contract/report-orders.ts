import type { FaultData } from './faults.ts';
import type { JobState } from './job-states.ts';
import type { ReportFormat } from './results.ts';
import type { ScratchFile } from './scratch-file.ts';
import type { Locale } from './texts.ts';

/** Charts that two reports of one profile show and one of them draws. */
export interface SharedCharts {
  /** Where they lie once they are drawn. */
  path: string;
  /** One whole number of 32 bits: 0 untouched, 1 in work, 2 there, 3 given up. */
  state: SharedArrayBuffer;
}

/** Orders of reports. */
export interface ReportOrders {
  /**
   * Writes one workbook over the jobs of a batch. `listPath`: a BatchWorkbookJob as JSON on each line, in the order of
   * submission.
   */
  'render-batch': {
    order: { name: string; listPath: string; locale: Locale; scratchPath: string };
    reply: ScratchFile;
  };
  'render-report': {
    order: {
      /** What the file is called; the overview may have been made from an equal file of another name. */
      fileName: string;
      /** What the sheet is called there; null where it is as the overview says. */
      sheet: string | null;
      overviewPath: string;
      columnsPath: string;
      correlationsPath: string;
      /** What was done to cells on the way in; null where nothing of it was kept. */
      importReportPath: string | null;
      format: ReportFormat;
      locale: Locale;
      scratchPath: string;
      /** null where every report draws for itself. */
      sharedCharts: SharedCharts | null;
    };
    reply: ScratchFile;
  };
}

/** A job as the workbook of its batch shows it; the paths stand there once it has completed. */
export interface BatchWorkbookJob {
  readonly fileName: string;
  readonly sheet: string | null;
  readonly state: JobState;
  readonly sizeBytes: number;
  readonly durationMs: number | null;
  readonly finishedAtMs: number | null;
  readonly fault: FaultData | null;
  readonly overviewPath: string | null;
  readonly columnsPath: string | null;
}
