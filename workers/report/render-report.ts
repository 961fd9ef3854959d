import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ImportReport } from '../../contract/import-report.ts';
import type { Order, ScratchFile } from '../../contract/orders.ts';
import { HashedFile } from '../explore/hashed-file.ts';
import type { OrderContext } from '../order-context.ts';
import { shareCharts } from './charts/shared-charts.ts';
import { jsonReport } from './json-report.ts';
import { loadReportData, type ReportData } from './report-data.ts';

/** Writes the report of a profile in the wanted format and language. Throws what the file system throws, and JOB_CANCELLED. */
export async function renderReport(order: Order<'render-report'>, context: OrderContext): Promise<ScratchFile> {
  const data = await loadReportData(order);
  context.throwIfCancelled();
  const bytes = await reportBytes(order, data, context);
  const file = new HashedFile(order.scratchPath);
  try {
    file.write(bytes);
    return file.finish();
  } catch (error) {
    file.close();
    await rm(order.scratchPath, { force: true });
    throw error;
  }
}

async function reportBytes(
  { fileName, format, importReportPath, locale, scratchPath, sharedCharts }: Order<'render-report'>,
  data: ReportData,
  context: OrderContext,
): Promise<Buffer> {
  if (format === 'json') {
    const report = importReportPath && (JSON.parse(await readFile(importReportPath, 'utf8')) as ImportReport);
    return jsonReport(data, report ? { ...report, fileName } : null);
  }
  if (format === 'xlsx') {
    const { workbookReport } = await import('./workbook/workbook-report.ts');
    return workbookReport(data, locale, path.dirname(scratchPath), () => context.throwIfCancelled(), sharedCharts);
  }
  const { pageReport } = await import('./page/page-report.ts');
  return shareCharts(sharedCharts, (draw) => pageReport(data, locale, () => context.throwIfCancelled(), draw));
}
