import type { ImportReport } from '../../contract/import-report.ts';
import type { ReportData } from './report-data.ts';

/**
 * The profile as one JSON object: `format` and `version` name this layout; `overview`, `columns` (in sheet order) and `correlations` are as
 * described, field by field, in contract/profile.ts, `importReport` in contract/import-report.ts. A later version may add fields; one that changes their meaning gets a new number.
 */
export function jsonReport({ overview, columns, correlations }: ReportData, importReport: ImportReport | null): Buffer {
  const report = { format: 'auspex-profile', version: 1, overview, columns, correlations, importReport };
  return Buffer.from(`${JSON.stringify(report)}\n`, 'utf8');
}
