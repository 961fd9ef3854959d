import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BatchWorkbookJob } from '../../../contract/report-orders.ts';
import type { ReportData } from '../../../workers/report/report-data.ts';
import { sampleProfile } from './sample-profile.ts';

type Change = Partial<BatchWorkbookJob> & { readonly rows?: number; readonly profile?: Partial<ReportData> };

/** Writes a batch as the engine hands it over: a completed job for each change, with results of its own. Gives the list's path. */
export function writeBatchList(folder: string, changes: readonly Change[]): string {
  mkdirSync(folder, { recursive: true });
  const lines = changes.map(({ rows, profile, ...change }, place) => {
    const { overview, columns } = { ...sampleProfile(), ...profile };
    const job: BatchWorkbookJob = {
      ...{
        fileName: `file ${place + 1}.csv`,
        sheet: 'Sheet1',
        state: 'completed',
        sizeBytes: 12_345,
        durationMs: 1_500,
      },
      ...{ finishedAtMs: Date.UTC(2024, 5, 1, 8, 30), fault: null },
      overviewPath: path.join(folder, `overview-${place}.json`),
      columnsPath: path.join(folder, `columns-${place}.json`),
      ...change,
    };
    if (job.overviewPath) writeFileSync(job.overviewPath, JSON.stringify({ ...overview, rows: rows ?? overview.rows }));
    if (job.columnsPath) writeFileSync(job.columnsPath, JSON.stringify(columns));
    return JSON.stringify(job);
  });
  const listPath = path.join(folder, 'jobs.jsonl');
  writeFileSync(listPath, lines.map((line) => `${line}\n`).join(''));
  return listPath;
}
