import type { ReportFormat } from '../results.ts';
import type { ScratchFile } from '../scratch-file.ts';
import type { Locale } from '../texts.ts';

/** Orders about reports of trainings; see `OrderTypes`. */
export interface TrainingReportOrders {
  'render-training': {
    order: {
      /** TrainingReport as JSON. */
      reportPath: string;
      /** What the model is called. */
      modelName: string;
      engineVersion: string;
      format: ReportFormat;
      locale: Locale;
      scratchPath: string;
    };
    reply: ScratchFile;
  };
}
