import type { Workbook, XlsxWriteOptions } from 'exceljs';
// @ts-expect-error: ExcelJS has types for the whole of it alone.
import WorkbookModel from 'exceljs/lib/doc/workbook.js';
import type { SharedCharts } from '../../../contract/report-orders.ts';
import type { Locale } from '../../../contract/texts.ts';
import { takeCharts } from '../charts/shared-charts.ts';
import type { ReportData } from '../report-data.ts';
import { addChartsSheet } from './charts-sheet.ts';
import { addColumnsSheet } from './columns-sheet.ts';
import { compressZip } from './compress-zip.ts';
import { addCorrelationSheets } from './correlation-sheets.ts';
import { addFindingsSheet } from './findings-sheet.ts';
import { addOverviewSheet } from './overview-sheet.ts';
import { shareStyles } from './share-styles.ts';
import { fontName } from './sheet-style.ts';
import { addValuesSheet } from './values-sheet.ts';
import { createWorkbookContext } from './workbook-context.ts';

/** Stands in the workbook as its date, so that the same profile gives the same bytes; a profile knows of no clock. */
const fixedDate = new Date(Date.UTC(2024, 0, 1));

/** The profile as a styled workbook. The same profile gives the same bytes on a machine with the same fonts, which lie in `scratchFolder` while charts are drawn. */
export async function workbookReport(
  data: ReportData,
  locale: Locale,
  scratchFolder: string,
  throwIfCancelled: () => void,
  sharedCharts: SharedCharts | null = null,
): Promise<Buffer> {
  const workbook = createWorkbook();
  const context = createWorkbookContext(workbook, data, locale, scratchFolder, throwIfCancelled);
  workbook.creator = `Auspex ${data.overview.engineVersion}`;
  workbook.lastModifiedBy = workbook.creator;
  workbook.created = fixedDate;
  workbook.modified = fixedDate;
  workbook.title = context.word('profileOf', { file: data.overview.fileName });
  workbook.subject = data.overview.sheet;
  workbook.keywords = `SHA-256 ${data.overview.sha256}`;
  addOverviewSheet(context);
  addFindingsSheet(context);
  addColumnsSheet(context);
  addValuesSheet(context);
  addCorrelationSheets(context);
  // Last: by now the page, which is made at the same time, has drawn most of them.
  await addChartsSheet(context, await takeCharts(sharedCharts, throwIfCancelled));
  shareStyles(workbook, fontName(locale));
  throwIfCancelled();
  const stored: Partial<XlsxWriteOptions> = { zip: { compression: 'STORE' } };
  return compressZip(Buffer.from((await workbook.xlsx.writeBuffer(stored)) as unknown as Uint8Array));
}

/** The model of a workbook alone, bundled: the whole of ExcelJS has streams besides, and lies in three hundred files. */
const createWorkbook = (): Workbook => new (WorkbookModel as typeof Workbook)();
