import { createRequire } from 'node:module';
import type { Locale } from '../../../contract/texts.ts';
import type { ReportData } from '../report-data.ts';
import { addChartsSheet } from './charts-sheet.ts';
import { addColumnsSheet } from './columns-sheet.ts';
import { addCorrelationSheets } from './correlation-sheets.ts';
import { addFindingsSheet } from './findings-sheet.ts';
import { addOverviewSheet } from './overview-sheet.ts';
import { shareStyles } from './share-styles.ts';
import { fontName } from './sheet-style.ts';
import { addValuesSheet } from './values-sheet.ts';
import { createWorkbookContext } from './workbook-context.ts';

/** Stands in the workbook as its date, so that the same profile gives the same bytes; a profile knows of no clock. */
const fixedDate = new Date(Date.UTC(2024, 0, 1));

/** The profile as a styled workbook. The same profile gives the same bytes on a machine with the same fonts. */
export async function workbookReport(data: ReportData, locale: Locale, throwIfCancelled: () => void): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const context = createWorkbookContext(workbook, data, locale, throwIfCancelled);
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
  await addChartsSheet(context);
  shareStyles(workbook, fontName(locale));
  throwIfCancelled();
  return withFixedZipDates(() => workbook.xlsx.writeBuffer());
}

interface ZipLibrary {
  readonly defaults: { date: Date | null };
}

/** ExcelJS stamps the entries of its zip with the clock; its zip library takes a default date instead. */
async function withFixedZipDates(write: () => Promise<ArrayBuffer | Uint8Array>): Promise<Buffer> {
  const require = createRequire(import.meta.url);
  const zip = createRequire(require.resolve('exceljs'))('jszip') as ZipLibrary;
  zip.defaults.date = fixedDate;
  try {
    return Buffer.from((await write()) as Uint8Array);
  } finally {
    zip.defaults.date = null;
  }
}
