import { readFile } from 'node:fs/promises';
import type { ColumnProfile, Correlations, Overview } from '../../contract/profile.ts';

/** Everything a report is made from. */
export interface ReportData {
  readonly overview: Overview;
  readonly columns: readonly ColumnProfile[];
  readonly correlations: Correlations;
}

interface ReportPaths {
  /** What the file is called: an equal file may have been called otherwise when the parts were written. */
  readonly fileName: string;
  /** null where the sheet is called as then. */
  readonly sheet: string | null;
  readonly overviewPath: string;
  readonly columnsPath: string;
  readonly correlationsPath: string;
}

/** The three parts of a profile, as `assemble-profile` and `correlate-columns` wrote them. */
export async function loadReportData(paths: ReportPaths): Promise<ReportData> {
  const [overview, columns, correlations] = await Promise.all(
    [paths.overviewPath, paths.columnsPath, paths.correlationsPath].map(async (path) =>
      JSON.parse(await readFile(path, 'utf8')),
    ),
  );
  const { fileName, sheet } = paths;
  return { overview: { ...overview, fileName, sheet: sheet ?? overview.sheet }, columns, correlations };
}
