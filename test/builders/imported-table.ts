import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ImportReport } from '../../contract/import-report.ts';
import type { OrderKind } from '../../contract/orders.ts';
import { mainTable, type Reading } from '../../contract/reading.ts';
import { interpretTable } from '../../engine/recipes/table/interpret-table.ts';
import { planTable } from '../../engine/recipes/table/plan-table.ts';
import { readTable } from '../../engine/recipes/table/read-table.ts';
import type { TableContext } from '../../engine/recipes/table/table-context.ts';
import runOrder from '../../workers/entry.ts';
import { type SegmentCell, segmentCells } from './segment-cells.ts';

export interface ImportedTable {
  readonly names: readonly string[];
  readonly rows: SegmentCell[][];
  readonly report: ImportReport;
}

/** A table as a job has it: planned, read, its texts read for what they mean. Every order runs on the test's own thread. */
export async function importTable(
  content: string | Uint8Array,
  wishes: Partial<Reading> = {},
  fileName = 'table.csv',
): Promise<ImportedTable> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-import-'));
  try {
    const file = path.join(folder, fileName);
    writeFileSync(file, content);
    const context: TableContext = {
      input: { path: file, fileName, sizeBytes: statSync(file).size },
      reading: { ...mainTable, ...wishes },
      maxTableBytes: 2 ** 31,
      run: async (kind, order) => {
        const envelope = { kind: kind as OrderKind, order, noticePort: null, cancelFlag: new SharedArrayBuffer(4) };
        const answer = await runOrder(envelope);
        if (!answer.ok) throw Object.assign(new Error(answer.fault.code), answer.fault);
        return answer.reply as never;
      },
    };
    const raw = await readTable(context, await planTable(context), [], () => {});
    const { plan, read, writeReport } = await interpretTable(context, raw);
    const report = await writeReport(path.join(folder, 'report.json'));
    return {
      names: plan.columnNames,
      rows: read.segments.flatMap(segmentCells),
      report: JSON.parse(readFileSync(report.path, 'utf8')) as ImportReport,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
