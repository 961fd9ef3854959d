import type { ImportReport, TableImport } from '../../contract/import-report.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { readJson, writeJson } from '../compare/write-json.ts';

/** Writes the import reports of several files as one: the first with the others in it. */
export async function joinImportReports({
  paths,
  scratchPath,
}: Order<'join-import-reports'>): Promise<Reply<'join-import-reports'>> {
  const [first, ...otherFiles] = await Promise.all(paths.map((path) => readJson<TableImport>(path)));
  const report: ImportReport = otherFiles.length > 0 ? { ...first!, otherFiles } : first!;
  return writeJson(scratchPath, report);
}
